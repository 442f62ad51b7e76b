import Alliance
public import Diagnostics

extension ShiftRosteringProblem {
  /// Most days, people, duties, tasks, rules of a person and days of history.
  package enum Largest {
    package static let days = 366
    static let people = 500
    static let duties = 60
    static let tasks = 200
    static let rules = 400
    static let history = 400
    static let covers = 200_000
    static let number = 1_000_000
    static let squaredCost = 100_000_000_000
  }

  /// Everything that is wrong with a draft, by section of the draft.
  ///
  /// Places are paths of the draft, such as `staff[3].rules[1].minimum` or `cover[0].days`.
  ///
  /// - Complexity: O(size of the draft + people × days × tasks).
  public static func faults(in draft: ShiftDraft) -> Faults {
    var validation = ShiftValidation(draft)
    validation.checkCalendar()
    validation.checkDutiesAndSkills()
    validation.checkContracts()
    validation.checkStaff()
    validation.checkCover()
    validation.checkWishes()
    validation.checkCells()
    validation.checkPublished()
    // What is left of each day can be asked only when everything can be read.
    if validation.faults.isEmpty { validation.checkWhatIsLeft() }
    return validation.faults
  }

  /// Checks a draft and builds the problem.
  ///
  /// - Throws: Every fault of the draft.
  /// - Complexity: O(size of the draft + people × days × tasks).
  public init(validating draft: ShiftDraft) throws(Faults) {
    try ShiftRosteringProblem.faults(in: draft).throwIfAny()
    self.init(faultless: draft)
  }
}

/// One pass over a draft; each method checks one list.
struct ShiftValidation {
  typealias Largest = ShiftRosteringProblem.Largest

  let draft: ShiftDraft
  let index: ShiftIndex
  var faults = Faults()

  init(_ draft: ShiftDraft) {
    self.draft = draft
    index = ShiftIndex(draft)
  }

  mutating func checkCalendar() {
    if draft.days < 1 { faults.append(.shiftEmpty, at: Place("days"), value: "\(draft.days)") }
    checkSize(draft.days, Largest.days, at: Place("days"))
    if !(1...7).contains(draft.firstWeekday) {
      faults.append(.shiftWeekday, at: Place("firstWeekday"), value: "\(draft.firstWeekday)")
    }
    if let text = draft.firstDay {
      if Day(iso: text)?.weekday.rawValue != draft.firstWeekday {
        faults.append(.shiftCalendar, at: Place("firstDay"), value: text)
      }
    }
    if !draft.labels.isEmpty, draft.labels.count != draft.days {
      faults.append(.shiftLabels, at: Place("labels"), value: "\(draft.labels.count)")
    }
  }

  mutating func checkDutiesAndSkills() {
    let (duties, groups, skills) = (Place("duties"), Place("groups"), Place("skills"))
    if draft.duties.isEmpty { faults.append(.shiftEmpty, at: duties) }
    checkSize(draft.duties.count, Largest.duties, at: duties)
    checkSize(index.tasks.count, Largest.tasks, at: duties)
    checkSize(draft.groups.count, Largest.tasks, at: groups)
    checkSize(draft.skills.count, Largest.tasks, at: skills)
    checkKeys(draft.skills) { skills[$0] }
    let taken = checkKeys(draft.duties.map(\.id)) { duties[$0].appending("id") }
    checkKeys(draft.groups.map(\.id), taken: taken) { groups[$0].appending("id") }
    for (k, duty) in draft.duties.enumerated() {
      if let start = duty.start, !(0..<1440).contains(start) {
        faults.append(.shiftClock, at: duties[k].appending("start"), value: "\(start)")
      }
      if !(0...2880).contains(duty.minutes) {
        faults.append(.shiftClock, at: duties[k].appending("minutes"), value: "\(duty.minutes)")
      }
      let place = duties[k].appending("skills")
      checkReferences(duty.skills, at: place, in: index.skill)
      for (i, skill) in duty.skills.enumerated() {
        if let first = duty.skills.firstIndex(of: skill), first < i {
          faults.append(.shiftDuplicate, at: place[i], value: skill, related: [place[first]])
        }
      }
    }
    for (g, group) in draft.groups.enumerated() {
      let place = groups[g].appending("duties")
      if group.duties.isEmpty { faults.append(.shiftMatchEmpty, at: place) }
      checkReferences(group.duties, at: place, in: index.duty)
    }
  }

  mutating func checkContracts() {
    let list = Place("contracts")
    checkSize(draft.contracts.count, Largest.people, at: list)
    checkKeys(draft.contracts.map(\.id)) { list[$0].appending("id") }
    for (c, contract) in draft.contracts.enumerated() {
      let follow = zip(contract.weekend, contract.weekend.dropFirst()).allSatisfy {
        $1 == $0 % 7 + 1
      }
      if contract.weekend.isEmpty || contract.weekend.count > 7 || !follow
        || !contract.weekend.allSatisfy({ (1...7).contains($0) })
      {
        faults.append(
          .shiftWeekday, at: list[c].appending("weekend"),
          value: contract.weekend.map(String.init).joined(separator: " "))
      }
      checkRules(contract.rules, at: list[c].appending("rules"))
    }
  }

  mutating func checkStaff() {
    let list = Place("staff")
    if draft.staff.isEmpty { faults.append(.shiftEmpty, at: list) }
    checkSize(draft.staff.count, Largest.people, at: list)
    checkKeys(draft.staff.map(\.staffNumber)) { list[$0].appending("staffNumber") }
    for (p, person) in draft.staff.enumerated() {
      let place = list[p]
      let contract = index.contract[person.contract]
      if contract == nil {
        faults.append(.shiftUnknown, at: place.appending("contract"), value: person.contract)
      }
      checkReferences(person.skills, at: place.appending("skills"), in: index.skill)
      checkReferences(person.sites, at: place.appending("sites"), in: index.site)
      checkRules(person.rules, at: place.appending("rules"))
      let rules = person.rules.count + (contract.map { draft.contracts[$0].rules.count } ?? 0)
      checkSize(rules, Largest.rules, at: place.appending("rules"))
      let history = place.appending("history")
      if person.history.count > Largest.history {
        faults.append(.shiftHistory, at: history, value: "\(person.history.count)")
      }
      for (i, cell) in person.history.enumerated() {
        if case .duty(let id) = cell, index.duty[id] == nil {
          faults.append(.shiftUnknown, at: history[i], value: id)
        }
      }
    }
  }
}

extension ShiftValidation {
  /// Identifiers are well formed and unique, also among those `taken` from another list.
  @discardableResult
  mutating func checkKeys(
    _ keys: [String], taken: [String: Place] = [:], at place: (Int) -> Place
  ) -> [String: Place] {
    var seen = taken
    for (i, key) in keys.enumerated() {
      if let rule = Identifier.brokenRule(key) {
        faults.append(rule, at: place(i), value: String(key.prefix(80)))
      } else if let first = seen[key] {
        faults.append(.shiftDuplicate, at: place(i), value: key, related: [first])
      } else {
        seen[key] = place(i)
      }
    }
    return seen
  }

  mutating func checkSize(_ count: Int, _ limit: Int, at place: Place) {
    if count > limit { faults.append(.shiftTooLarge, at: place, value: "\(count)") }
  }

  mutating func checkReferences<Position>(
    _ names: [String], at place: Place, in table: [String: Position]
  ) {
    for (i, name) in names.enumerated() where table[name] == nil {
      faults.append(.shiftUnknown, at: place[i], value: name)
    }
  }

  /// Duties or groups.
  mutating func checkDuties(_ names: [String], at place: Place) {
    for (i, name) in names.enumerated() where index.duty[name] == nil && index.group[name] == nil {
      faults.append(.shiftUnknown, at: place[i], value: name)
    }
  }

  mutating func checkPerson(_ name: String, at place: Place) {
    if index.person[name] == nil { faults.append(.shiftUnknown, at: place, value: name) }
  }

  mutating func checkDay(_ day: Int, at place: Place) {
    if day < 1 || day > draft.days {
      faults.append(.shiftDay, at: place, value: draft.text(ofDay: day))
    }
  }

  mutating func checkNumber(_ number: Int, at place: Place) {
    if number < 0 || number > Largest.number {
      faults.append(.shiftNumber, at: place, value: "\(number)")
    }
  }

  mutating func checkPenalty(_ penalty: Int?, at place: Place) {
    if let penalty, penalty < 0 || penalty > Largest.number {
      faults.append(.shiftPenalty, at: place, value: "\(penalty)")
    }
  }

  mutating func checkMatch(_ match: CellMatchDraft, at place: Place) {
    switch match {
    case .anything, .off, .work: break
    case .oneOf(let names), .workExcept(let names), .noneOf(let names):
      if names.isEmpty { faults.append(.shiftMatchEmpty, at: place) }
      checkDuties(names, at: place)
    }
  }
}
