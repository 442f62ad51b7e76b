internal import Alliance
internal import DutyRostering
public import Interchange

extension LedgerReader {
  /// Every appointment of a result and of the publications that it takes the place of, with its sequence
  /// number: so calendars that are issued again tell of changes and cancellations without the files of the
  /// first issue.
  ///
  /// - Parameter draft: The result as it would be published, with its hash. If the ledger has it, the entries
  ///   before that one count; if not, it counts as the next issue.
  /// - Returns: In the order in which the publications name them; those of people who were forgotten are left
  ///   out.
  /// - Throws: An error of the database.
  /// - Complexity: O(facts of the publications).
  public func appointments(of draft: LedgerDraft) throws -> [IssuedAppointment] {
    let own = try entries().last { $0.kind == .published && $0.result == draft.result }
    let direct: [Int] =
      if let own {
        try facts(of: own.number, .supersession).compactMap { $0.number("earlier") }
      } else {
        try completed(draft).facts.filter { $0.table == .supersession }.compactMap {
          $0.number("earlier")
        }
      }
    var found: Set<Int> = []
    var open = direct
    while let number = open.popLast() {
      guard found.insert(number).inserted else { continue }
      open += try facts(of: number, .supersession).compactMap { $0.number("earlier") }
    }
    var issues = AppointmentIssues()
    for number in found.sorted() { issues.add(try facts(of: number)) }
    issues.add(draft.facts)
    return issues.appointments
  }
}

/// Counts how appointments changed from issue to issue.
private struct AppointmentIssues {
  private struct Name: Hashable {
    let kind: String
    let owner: String
    let key: String
  }

  private struct State {
    var time: CalendarEvent.Time
    /// What the fact says, people by their numbers: their pseudonyms differ from entry to entry.
    var words: [String: String]
    var sequence: Int
    var isCancelled: Bool
  }

  private var order: [Name] = []
  private var states: [Name: State] = [:]

  var appointments: [IssuedAppointment] {
    order.compactMap { name in
      states[name].map {
        IssuedAppointment(
          kind: name.kind, owner: name.owner, key: name.key, time: $0.time, sequence: $0.sequence,
          isCancelled: $0.isCancelled)
      }
    }
  }

  /// Takes the next issue, by the facts of its publication.
  mutating func add(_ facts: [Fact]) {
    var present: Set<Name> = []
    for (name, time, fact) in Self.appointments(facts) where present.insert(name).inserted {
      let words = fact.values.mapValues { value in
        switch value {
        case .text(let text): text
        case .number(let number): String(number)
        case .person(let person): person.number ?? ""
        }
      }
      guard let before = states[name] else {
        order.append(name)
        states[name] = State(time: time, words: words, sequence: 0, isCancelled: false)
        continue
      }
      guard before.isCancelled || before.words != words || before.time != time else { continue }
      states[name] = State(
        time: time, words: words, sequence: before.sequence + 1, isCancelled: false)
    }
    for name in order where !present.contains(name) && states[name]?.isCancelled == false {
      states[name]?.isCancelled = true
      states[name]?.sequence += 1
    }
  }

  /// The appointments of a publication, with the keys that calendars give them.
  private static func appointments(
    _ facts: [Fact]
  ) -> [(name: Name, time: CalendarEvent.Time, fact: Fact)] {
    var found: [(name: Name, time: CalendarEvent.Time, fact: Fact)] = []
    let days = termDays(facts)
    var units: [String: String] = [:]
    for post in facts where post.table == .post {
      if let number = post.person("person")?.number, let unit = post.text("unit") {
        units[number] = units[number] ?? unit
      }
    }
    var places: [[String]: Int] = [:]
    for fact in facts {
      func add(_ kind: String, _ owner: String?, _ key: String, _ time: CalendarEvent.Time) {
        guard let owner, !owner.isEmpty else { return }
        found.append((Name(kind: kind, owner: owner, key: key), time, fact))
      }
      let person = fact.person("person")?.number
      switch fact.table {
      case .booking:
        guard let device = fact.text("device"), let request = fact.text("request"),
          let from = fact.text("first").flatMap(DayNotation.moment),
          let to = fact.text("last").flatMap(DayNotation.moment)
        else { continue }
        let time = CalendarEvent.Time.moments(from: from, to: to)
        add("device", device, request, time)
        add("unit", fact.text("institution"), request, time)
        add("person", person, request, time)
      case .shift:
        guard let day = fact.text("day").flatMap(Day.init(iso:)) else { continue }
        add("person", person, day.description, .days(day...day))
        add(
          "unit", person.flatMap { units[$0] }, "\(day)-\(person ?? "")", .days(day...day))
      case .duty:
        guard let label = fact.text("term"), let span = days[label] else { continue }
        let seat = "\(fact.text("body") ?? "")-\(fact.text("tier") ?? "")"
        for (kind, owner) in [("unit", fact.text("unit")), ("person", person)] {
          guard let owner else { continue }
          // Two places of one seat in a term are told apart by their order.
          places[[kind, owner, label, seat], default: 0] += 1
          let place = places[[kind, owner, label, seat]] ?? 1
          add(kind, owner, "\(label)-\(seat)-\(place)", .days(span))
        }
      default: continue
      }
    }
    return found
  }

  private static func termDays(_ facts: [Fact]) -> [String: ClosedRange<Day>] {
    var days: [String: ClosedRange<Day>] = [:]
    for term in facts where term.table == .term {
      guard let label = term.text("label") else { continue }
      if let first = term.text("first").flatMap(Day.init(iso:)),
        let last = term.text("last").flatMap(Day.init(iso:)), first <= last
      {
        days[label] = first...last
      } else {
        days[label] = TermDraft(label: label).days
      }
    }
    return days
  }
}
