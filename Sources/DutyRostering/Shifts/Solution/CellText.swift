extension ShiftRosteringProblem {
  /// A cell as grids write it: the duty, with its skill after a slash where the duty is served in several;
  /// empty for a free day.
  public func cellText(_ task: Int?) -> String {
    guard let task else { return "" }
    let duty = duties[tasks[task].duty]
    guard duty.tasks.count > 1, let skill = tasks[task].skill else { return duty.id }
    return "\(duty.id)/\(draft.skills[skill])"
  }

  /// The first character of the skill in which a duty with several is served, as narrow grids write it after
  /// the duty; empty otherwise.
  public func skillMark(_ task: Int) -> String {
    guard duties[tasks[task].duty].tasks.count > 1, let skill = tasks[task].skill else { return "" }
    return String(draft.skills[skill].prefix(1))
  }
}
