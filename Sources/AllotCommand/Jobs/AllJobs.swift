import Interchange

/// The jobs, in the order in which a workbook is tried against them.
let allJobs: [any CommandJob] = [PairJob(), SettleJob(), BookJob(), RosterJob(), ShiftJob()]

/// The job of a name.
func commandJob(_ job: Interchange.Job) -> any CommandJob {
  switch job {
  case .pair: PairJob()
  case .roster: RosterJob()
  case .shifts: ShiftJob()
  case .book: BookJob()
  case .settle: SettleJob()
  }
}
