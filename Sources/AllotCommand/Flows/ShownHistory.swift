import Diagnostics
import DutyRostering
import Interchange
import Ledger
import Reporting

/// What the ledger says of somebody: as text, or as `Models/schemas/history.schema.json` has it.
protocol ShownHistory: Encodable {
  var text: String { get }
}

/// The duties of a unit, and who held its posts.
struct UnitHistory: ShownHistory {
  private struct Duty: Encodable {
    let entry: Int
    let term: String
    let body: String
    let tier: String
    let person: String?
    let state: String

    init(_ fact: Fact, in entry: Int, names: Bool) {
      self.entry = entry
      term = fact.text("term") ?? ""
      body = fact.text("body") ?? ""
      tier = fact.text("tier") ?? ""
      person = fact.table == .duty ? fact.person("person")?.text(names: names) : nil
      state = fact.table == .duty ? "serves" : fact.text("status") ?? ""
    }

    private enum Key: CodingKey { case entry, term, body, tier, person, state }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(entry, forKey: .entry)
      try container.encode(term, forKey: .term)
      try container.encode(body, forKey: .body)
      try container.encode(tier, forKey: .tier)
      try container.encode(person, forKey: .person)
      try container.encode(state, forKey: .state)
    }
  }

  private struct Post: Encodable {
    let person: String
    let role: String
    let first: String?
    let last: String?

    private enum Key: CodingKey { case person, role, first, last }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(person, forKey: .person)
      try container.encode(role, forKey: .role)
      try container.encode(first, forKey: .first)
      try container.encode(last, forKey: .last)
    }
  }

  private let schemaVersion = FileHeader.currentSchema
  private let unit: String
  private let duties: [Duty]
  private let posts: [Post]

  /// - Throws: ``CommandFailure`` 65 if the ledger knows nothing of the unit.
  init(of word: String, in ledger: LedgerFile, names: Bool) throws {
    let known = try ledger.reading { reader in
      try reader.entries().reversed().flatMap { entry in
        try reader.facts(of: entry.number, .institution).map {
          Named.thing($0.text("id") ?? "", $0.text("name") ?? "")
        }
      }
    }
    let unit = (try? known.identifier(word, Bilingual(zh: "单位", en: "unit"))) ?? word
    self.unit = unit
    duties = try ledger.reading { reader in
      try reader.entries().flatMap { entry -> [Duty] in
        guard entry.kind == .published, entry.job == .roster else { return [] }
        let debts = try reader.facts(of: entry.number, .debt)
        let served = entry.supersededBy == nil ? try reader.facts(of: entry.number, .duty) : []
        return (debts + served).filter { $0.text("unit") == unit }.map {
          Duty($0, in: entry.number, names: names)
        }
      }
    }
    posts = try ledger.reading { try $0.heldPosts() }.filter { $0.unit == unit }.map {
      Post(person: $0.person.text(names: names), role: $0.role, first: $0.first, last: $0.last)
    }
    guard !duties.isEmpty || !posts.isEmpty else {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "台账中没有单位 \(printable(unit)) 的轮值",
          en: "the ledger knows no duty of a unit \(printable(unit))"),
        next: Bilingual(
          zh: "核对单位的编号或全名", en: "check the identifier or the full name of the unit"))
    }
  }

  var text: String {
    var table = TextTable([
      .init(say("条", "entry"), .right), .init(say("期次", "term")), .init(say("机构", "body")),
      .init(say("人员", "person")), .init(say("状态", "state")),
    ])
    for duty in duties {
      table.append([
        "\(duty.entry)", duty.term, Body(rawValue: duty.body)?.title[Speech.language] ?? duty.body,
        duty.person.map(printable) ?? "", Fact.title(ofState: duty.state),
      ])
    }
    let width = Terminal.output.width
    guard !posts.isEmpty else { return table.text(within: width) }
    var held = TextTable([
      .init(say("任职人员", "post held by")), .init(say("角色", "role")), .init(say("自", "from")),
      .init(say("至", "to")),
    ])
    for post in posts {
      held.append([printable(post.person), printable(post.role), post.first ?? "", post.last ?? ""])
    }
    return table.text(within: width) + "\n" + held.text(within: width)
  }
}

/// Everything that names a person.
struct PersonHistory: ShownHistory {
  private struct Item: Encodable {
    let entry: Int
    let isSuperseded: Bool
    let table: String
    let text: String
    let values: [String: Value]
  }

  private enum Value: Encodable {
    case text(String)
    case number(Int)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .text(let text): try container.encode(text)
      case .number(let number): try container.encode(number)
      }
    }
  }

  private let schemaVersion = FileHeader.currentSchema
  private let person: String
  private let facts: [Item]

  /// - Throws: ``CommandFailure`` 65 if the ledger does not know the person.
  init(of number: String, in ledger: LedgerFile, names: Bool) throws {
    person = number
    facts = try ledger.reading { reader in
      try reader.entries().flatMap { entry in
        try reader.facts(of: entry.number).filter { fact in
          fact.values.values.contains {
            if case .person(let person) = $0 { person.number == number } else { false }
          }
        }.map { fact in
          Item(
            entry: entry.number, isSuperseded: entry.supersededBy != nil,
            table: fact.table.rawValue, text: fact.sentence(names: names),
            values: fact.values.mapValues { value in
              switch value {
              case .text(let text): .text(text)
              case .number(let number): .number(number)
              case .person(let person): .text(person.text(names: names))
              }
            })
        }
      }
    }
    guard !facts.isEmpty else {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "台账中没有 \(printable(number))", en: "the ledger does not know \(printable(number))"),
        next: Bilingual(
          zh: "核对工号，保留前导零", en: "check the staff number, leading zeros included"))
    }
  }

  var text: String {
    facts.map { fact in
      let state = fact.isSuperseded ? say("（已被取代）", " (superseded)") : ""
      return "\(fact.entry)\(state)  \(printable(fact.text))"
    }.joined(separator: "\n")
  }
}

extension Fact {
  /// What became of a duty: 已排, 欠班, 补班 or 替班.
  static func title(ofState state: String) -> String {
    switch state {
    case "serves": say("已排", "serves")
    case "owed": say("欠班", "owed")
    case "repaid": say("补班", "repaid")
    default: say("替班", "stood in")
    }
  }

  /// What became of a duty that was to be served: 欠班, 补班 or 替班.
  var debtTitle: String { Self.title(ofState: text("status") ?? "") }
}
