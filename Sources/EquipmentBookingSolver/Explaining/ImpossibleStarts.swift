import EquipmentBooking

/// Why a request has no possible start at all.
extension RefusalFinder {
  /// Rules of which each alone, if lifted, would give the request a possible start.
  func rulesAgainstAnyStart(_ r: Int) -> [String] {
    let request = problem.requests[r]
    let horizon = [0..<problem.grid.slotCount]
    let wish = problem.draft.requests[r]
    func exists(
      windows: [Range<Int>]? = nil, ignoringList: Bool = false, ignoringReserve: Bool = false,
      open: (Int) -> [Range<Int>]
    ) -> Bool {
      request.choices.contains { choice in
        let spans = problem.spans(
          of: wish, on: problem.draft.devices[choice.device], own: windows == nil,
          reserve: !ignoringReserve)
        return (choice.isAuthorized || ignoringList)
          && !problem.starts(
            length: request.length, in: windows ?? request.windows, choice.within(spans),
            open: open(choice.device)
          ).isEmpty
      }
    }
    var rules: [String] = []
    if exists(windows: horizon, open: { openSpans[$0] }) { rules.append("windows") }
    if exists(ignoringReserve: true, open: { openSpans[$0] }) { rules.append("reserve") }
    if exists(open: { spans { !$0.maintenance[$1] }($0) }) {
      rules.append("open")
    }
    if exists(open: { spans { $0.hours[$1] }($0) }) {
      rules.append("maintenance")
    }
    if exists(ignoringList: true, open: { openSpans[$0] }) {
      rules.append("authorized")
    }
    return rules
  }

  /// For a device, its longest spans of slots that satisfy `isFree`.
  private func spans(
    _ isFree: @escaping (BookingProblem.Device, Int) -> Bool
  ) -> (Int) -> [Range<Int>] {
    { device in
      var found: [Range<Int>] = []
      for slot in 0..<problem.grid.slotCount where isFree(problem.devices[device], slot) {
        if let last = found.last, last.upperBound == slot {
          found[found.count - 1] = last.lowerBound..<slot + 1
        } else {
          found.append(slot..<slot + 1)
        }
      }
      return found
    }
  }
}
