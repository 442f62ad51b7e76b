public import Diagnostics
public import MentorMatching

/// The text formats of student–project allocation: that of Cooper's programs (`.spa`, `matchingproblems`)
/// and PrefLib's project bids.
///
/// ```
/// 34 63 29                  talents, projects, mentors; two numbers if there are no projects
/// 1: 7 (15 14) 58           talent 1 wants project 7, then 15 and 14 alike, then 58
/// 7: 0: 1: 4                project 7 takes 0 to 1 talents and is led by mentor 4
/// 4: 0: 2: 3: 1 (5 6)       mentor 4 takes 0 to 3 talents, aims at 2, ranks talents 1, 5 and 6
/// ```
/// Without projects the mentors' lines have no aim. Where no mentor ranks anybody, each ranks alike all
/// who ask for him. Talents become `t1`, …, projects `p1`, …, mentors `m1`, ….
public enum ProjectFile {
  /// Reads a `.spa` file. What follows a blank line after the lists is not read.
  ///
  /// - Parameters:
  ///   - text: Its contents.
  ///   - name: Its name, for the places of faults.
  /// - Returns: The round, with all faults of the format.
  /// - Complexity: O(length).
  public static func read(_ text: String, name: String) -> Reading<PairingDraft> {
    var draft = PairingDraft(title: name, mentors: [], talents: [])
    var faults = Faults()
    var provenance = Provenance()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let counts = (lines.first ?? "").split { $0 == " " || $0 == "\r" }.compactMap { Int($0) }
    let total = counts.reduce(0) { $0 + min($1, 1_000_000) }
    guard counts.count == 2 || counts.count == 3, counts.allSatisfy({ $0 >= 0 }),
      lines.count > total
    else {
      faults.append(.projectFileShort, at: .root)
      return Reading(value: draft, provenance: provenance, faults: faults)
    }
    let hasProjects = counts.count == 3
    let wish = hasProjects ? "p" : "m"
    func fields(_ number: Int, count: Int) -> [Substring]? {
      let parts = lines[number].split(separator: ":", omittingEmptySubsequences: false)
      let place = Place("lines")[number + 1]
      guard parts.count == count, parts.first.flatMap(Self.number) != nil else {
        provenance.record(SourceCell(file: name, cell: "\(number + 1)"), for: place)
        faults.append(.projectFileLine, at: place, value: String(lines[number].prefix(60)))
        return nil
      }
      return parts
    }
    var line = 1
    for _ in 0..<counts[0] {
      if let parts = fields(line, count: 2) {
        draft.talents.append(
          .init(id: "t\(Self.number(parts[0]) ?? 0)", wishes: WishList(tiers(parts[1], wish))))
      }
      line += 1
    }
    for _ in 0..<(hasProjects ? counts[1] : 0) {
      if let parts = fields(line, count: 4) {
        draft.projects.append(
          .init(
            id: "p\(Self.number(parts[0]) ?? 0)", title: "",
            mentor: "m\(Self.number(parts[3]) ?? 0)", places: Self.number(parts[2]) ?? 0,
            lowerPlaces: Self.number(parts[1]) ?? 0))
      }
      line += 1
    }
    for _ in 0..<counts[counts.count - 1] {
      if let parts = fields(line, count: hasProjects ? 5 : 4) {
        let upper = parts[hasProjects ? 3 : 2]
        draft.mentors.append(
          .init(
            id: "m\(Self.number(parts[0]) ?? 0)", lowerCapacity: Self.number(parts[1]) ?? 0,
            capacity: Self.number(upper) ?? 0,
            target: hasProjects ? Self.number(parts[2]) : nil,
            wishes: WishList(tiers(parts[parts.count - 1], "t"))))
      }
      line += 1
    }
    rankAllAlike(&draft)
    return Reading(value: draft, provenance: provenance, faults: faults)
  }

  /// Reads PrefLib's project bids: one line of project numbers for each talent, and the supervisors
  /// with their capacities and their projects (counted from 0) if there is such a file. Each project has
  /// one place; without supervisors each is led by a mentor of its own. A project that nobody bids for and
  /// nobody leads is left out, whatever its number.
  ///
  /// A project that a line names twice counts once.
  ///
  /// - Parameters:
  ///   - bids: The `.bids` file.
  ///   - supervisors: The `.dat` file beside it; `nil` for none.
  ///   - name: Name of the round.
  /// - Returns: The round, with all faults of the format.
  /// - Complexity: O(length).
  public static func readBids(
    _ bids: String, supervisors: String?, name: String
  ) -> Reading<PairingDraft> {
    var draft = PairingDraft(title: name, mentors: [], talents: [])
    var faults = Faults()
    var projects: Set<Int> = []
    for (i, line) in bids.split(separator: "\n").enumerated() {
      let words = line.split { $0 == "," || $0 == "\r" || $0 == " " }
      let numbers = words.compactMap { Int($0) }
      if numbers.count != words.count || numbers.contains(where: { $0 < 1 || $0 > 1_000_000 }) {
        faults.append(.projectFileLine, at: Place("lines")[i + 1], value: String(line.prefix(60)))
        continue
      }
      projects.formUnion(numbers)
      var seen: Set<Int> = []
      draft.talents.append(
        .init(
          id: "t\(i + 1)",
          wishes: WishList(numbers.compactMap { seen.insert($0).inserted ? ["p\($0)"] : nil })))
    }
    var leader: [Int: Int] = [:]
    for (i, line) in (supervisors ?? "").split(separator: "\n").dropFirst().enumerated() {
      let parts = line.split(separator: ",", omittingEmptySubsequences: false)
      let led = (parts.last ?? "").split { $0 == " " || $0 == "\r" }.compactMap { Int($0) }
      guard parts.count == 3, let capacity = Self.number(parts[1]),
        led.allSatisfy({ (0..<1_000_000).contains($0) })
      else {
        faults.append(.projectFileLine, at: Place("lines")[i + 2], value: String(line.prefix(60)))
        continue
      }
      draft.mentors.append(.init(id: "m\(i + 1)", capacity: capacity, wishes: []))
      for p in led where leader[p + 1] == nil { leader[p + 1] = i + 1 }
      projects.formUnion(led.map { $0 + 1 })
    }
    for p in projects.sorted() {
      if leader[p] == nil {
        leader[p] = draft.mentors.count + 1
        draft.mentors.append(.init(id: "m\(draft.mentors.count + 1)", capacity: 1, wishes: []))
      }
      draft.projects.append(
        .init(id: "p\(p)", title: "", mentor: "m\(leader[p] ?? 0)", places: 1))
    }
    rankAllAlike(&draft)
    return Reading(value: draft, provenance: Provenance(), faults: faults)
  }

  /// Mentors of a one-sided round take alike whoever asks for them or for one of their projects.
  private static func rankAllAlike(_ draft: inout PairingDraft) {
    guard draft.mentors.allSatisfy({ $0.wishes.isEmpty }) else { return }
    let mentors = Dictionary(
      draft.mentors.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let leaders = Dictionary(
      draft.projects.map { ($0.id, mentors[$0.mentor]) }, uniquingKeysWith: { first, _ in first })
    var asking = draft.mentors.map { _ in [String]() }
    for talent in draft.talents {
      for wish in talent.wishes.joined() {
        guard let m = draft.projects.isEmpty ? mentors[wish] : leaders[wish] ?? nil,
          asking[m].last != talent.id
        else { continue }
        asking[m].append(talent.id)
      }
    }
    for m in draft.mentors.indices where !asking[m].isEmpty {
      draft.mentors[m].wishes = [asking[m]]
    }
  }

  private static func number(_ text: Substring) -> Int? {
    Int(text.drop { $0 == " " }.prefix { $0 != " " && $0 != "\r" })
  }

  private static func tiers(_ text: Substring, _ prefix: String) -> [[String]] {
    var tiers: [[String]] = []
    var isTied = false
    var opens = false
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\r" || $0 == "\t" }) {
      if word.hasPrefix("(") {
        isTied = true
        opens = true
      }
      let digits = word.filter { $0.isASCII && $0.isNumber }
      if !digits.isEmpty {
        if isTied, !opens, !tiers.isEmpty {
          tiers[tiers.count - 1].append(prefix + digits)
        } else {
          tiers.append([prefix + digits])
        }
        opens = false
      }
      if word.hasSuffix(")") { isTied = false }
    }
    return tiers
  }
}

extension FaultRule {
  /// A line of a project file does not follow the format.
  public static let projectFileLine = FaultRule(
    "P183", text: Bilingual(zh: "该行不符合格式", en: "a line does not follow the format"),
    hint: Bilingual(
      zh: "各字段以冒号分隔，并列写在括号中。", en: "separate the fields by colons, put ties in parentheses."))
  /// A project file has too few lines or no numbers in its first.
  public static let projectFileShort = FaultRule(
    "P184", text: Bilingual(zh: "文件行数不足或首行有误", en: "the file is too short or its first line wrong"),
    hint: Bilingual(
      zh: "首行应为人才、项目、导师的数目。", en: "the first line counts talents, projects and mentors."))
}
