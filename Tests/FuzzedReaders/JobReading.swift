import Diagnostics
import DutyRostering
import EquipmentBooking
import EquipmentSettlement
import Foundation
import Interchange
import MentorMatching
import MentorMatchingVerifier
import Reporting
import Solving
import Workbooks

/// A workbook, read as each of the jobs: whoever picks the wrong command must be told so too.
func readJobs(_ workbook: Reading<Workbook>) {
  check(PairingWorkbook.read(workbook), PairingProblem.init(validating:))
  check(RosteringWorkbook.read(workbook), RosteringProblem.init(validating:))
  check(ShiftWorkbook.read(workbook), ShiftRosteringProblem.init(validating:))
  check(BookingWorkbook.read(workbook), BookingProblem.init(validating:))
  check(SettlementWorkbook.read(workbook), UseLedger.init(validating:))
}

func readJobs(xlsx file: InputFile) {
  var limits = WorkbookLimits()
  // A fuzzed bomb is small: what stays below the limits of real files would only be slow here.
  limits.totalBytes = 16 * 1_048_576
  do throws(RejectedInput) {
    readJobs(try WorkbookFile.read(file, limits: limits))
  } catch {
    _ = error.report(in: .zh)
  }
}

/// A JSON file as `check`, `verify` and `report` treat it.
func readResult(_ file: InputFile) {
  guard let header = try? FileHeader(of: file) else { return }
  switch header.job {
  case .pair:
    read(file, .pair, PairingProblem.init(validating:)) { (answer: PairingAnswer, problem, terms) in
      guard problem.violations(of: answer).isEmpty, !problem.hasStrayReferences(answer) else {
        return nil
      }
      return (
        problem.certificateDefects(of: answer, terms: terms),
        { problem.page(of: answer, proof: $0, in: .zh) }
      )
    }
  case .roster:
    read(file, .roster, RosteringProblem.init(validating:)) {
      (answer: RosteringAnswer, problem, terms) in
      guard problem.violations(of: answer.roster).isEmpty, !problem.hasStrayReferences(answer)
      else {
        return nil
      }
      return (
        problem.certificateDefects(of: answer, terms: terms),
        { problem.page(of: answer, proof: $0, in: .zh) }
      )
    }
  case .shifts:
    read(file, .shifts, ShiftRosteringProblem.init(validating:)) {
      (answer: ShiftAnswer, problem, terms) in
      guard problem.violations(of: answer.roster).isEmpty else { return nil }
      return (
        problem.certificateDefects(of: answer, terms: terms),
        { problem.page(of: answer, proof: $0, in: .zh) }
      )
    }
  case .book:
    read(file, .book, BookingProblem.init(validating:)) { (answer: BookingAnswer, problem, terms) in
      guard problem.violations(of: answer.timetable).isEmpty, !problem.hasStrayReferences(answer)
      else {
        return nil
      }
      return (
        problem.certificateDefects(of: answer, terms: terms),
        { problem.page(of: answer, proof: $0, in: .zh) }
      )
    }
  case .settle:
    read(file, .settle, UseLedger.init(validating:)) { (answer: Settlement, problem, _) in
      guard problem.violations(of: answer).isEmpty else { return nil }
      return ([], { problem.page(of: answer, proof: $0, in: .zh) })
    }
  }
}

private func read<Draft: Codable & Sendable, Problem, Answer: JobAnswer>(
  _ file: InputFile, _ job: Interchange.Job, _ make: (Draft) throws(Faults) -> Problem,
  _ verify: (Answer, Problem, [ObjectiveTerm]) -> (
    defects: [Bilingual], page: (ProofStatement) -> String
  )?
) {
  do throws(RejectedInput) {
    let problem = try DraftFile<Draft>.read(file, expecting: job).validated(make)
    let result = try ResultFile<Draft, Answer>(reading: file, expecting: job)
    guard let answer = result.answer, let verified = verify(answer, problem, result.terms) else {
      return
    }
    let proof = ProofStatement(
      termination: result.termination,
      terms: result.terms.map { .init(title: Bilingual(zh: $0.name, en: $0.name), term: $0) },
      violations: [], certificateDefects: verified.defects, seed: result.seed, work: result.work,
      inputs: result.inputs.map { .init(path: $0.path, sha256: $0.sha256) },
      version: result.version, warnings: [])
    _ = verified.page(proof)
  } catch {
    _ = error.report(in: .en)
  }
}
