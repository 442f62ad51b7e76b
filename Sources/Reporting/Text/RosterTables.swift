public import Diagnostics
public import DutyRostering

extension RosteringProblem {
  /// The roster as a table for a terminal, a term a row and a seat a column, then how even it is.
  ///
  /// - Parameters:
  ///   - answer: A checked answer of this problem.
  ///   - language: Language of headings and sentences.
  ///   - names: Whether the people's names stand beside their staff numbers.
  ///   - width: Terminal columns to fit into; `nil` for no limit.
  /// - Returns: Lines without a final line break.
  public func tables(
    of answer: RosteringAnswer, in language: Language, names: Bool, width: Int? = nil
  ) -> String {
    let seats = Seat.all.filter { seat in terms.indices.contains { places(seat, term: $0) > 0 } }
    var table = TextTable(
      [.init(language.say("期次", "term"))] + seats.map { .init($0.title[language]) })
    for t in terms.indices {
      let columns = seats.map { seat in
        answer.roster.duties(term: t, seat: seat).map { text(of: $0, language, names: names) }
      }
      let height = columns.map(\.count).max() ?? 0
      for line in 0..<max(1, height) {
        table.append(
          [line == 0 ? terms[t].label : ""]
            + columns.map { line < $0.count ? $0[line] : "" })
      }
    }
    let fairness = answer.fairness.map { printable(text(of: $0)[language]) }
    return ([table.text(within: width), ""] + fairness + changes(to: answer.roster, in: language))
      .joined(separator: "\n")
  }

  /// What differs from the published roster, a line each; nothing without one.
  private func changes(to roster: Roster, in language: Language) -> [String] {
    guard draft.rotation.published != nil else { return [] }
    let changes = changes(of: roster)
    return ["", printable(summary(ofChanges: changes)[language])]
      + changes.map { "  " + printable(text(of: $0)[language]) }
  }

  private func text(of duty: Duty, _ language: Language, names: Bool) -> String {
    if let unit = duty.unit {
      guard let person = duty.person else { return units[unit].name }
      let holder = holder(ofPerson: person, term: duty.term)
      let who = names ? holder.name : holder.staffNumber
      return "\(units[unit].name) \(who)"
    }
    if let post = duty.post {
      return language.say("专项 ", "post ")
        + (names ? posts[post].name : posts[post].staffNumber)
    }
    return language.say("（空缺）", "(open)")
  }
}
