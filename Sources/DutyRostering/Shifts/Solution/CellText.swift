extension ShiftRosteringProblem {
  /// A cell as grids write it: the duty, with its skill after a slash where the duty is served in several;
  /// empty for a free day.
  public func cellText(_ task: Int?) -> String {
    guard let task else { return "" }
    let duty = duties[tasks[task].duty]
    guard duty.tasks.count > 1, let skill = tasks[task].skill else { return duty.id }
    return "\(duty.id)/\(draft.skills[skill])"
  }
}
