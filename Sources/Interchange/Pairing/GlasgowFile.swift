public import Diagnostics
public import MentorMatching

/// The text format of the University of Glasgow's matching programs (`.hrt`), with ties.
///
/// ```
/// 0                    (read and ignored)
/// 3                    number of talents
/// 2                    number of mentors
/// 1 2 1                talent 1 wants mentor 2, then mentor 1
/// 2 (1 2)              a tie
/// 3 1
/// 1 1 3 (1 2)          mentor 1 has one place and wants talent 3, then talents 1 and 2
/// 2 2 1 2              without capacities in the whole file, every mentor has one place
/// ```
/// Lines that start with `#` follow: `#lower mentor number`; others are left out with a note.
/// Talents become `t1`, `t2`, …, mentors `m1`, `m2`, ….
public enum GlasgowFile {
  /// Reads a file.
  ///
  /// A mentor's line has a capacity unless its second word opens a tie, as other readers of the format
  /// have it.
  ///
  /// - Parameters:
  ///   - text: Its contents.
  ///   - name: Its name, for the places of faults.
  ///   - hasCapacities: Whether mentors' lines carry a capacity.
  /// - Returns: The round, with all faults of the format.
  /// - Complexity: O(length).
  public static func read(
    _ text: String, name: String, hasCapacities: Bool = true
  ) -> Reading<PairingDraft> {
    var parser = GlasgowParser(text, name: name)
    let draft = parser.draft(hasCapacities: hasCapacities)
    return Reading(
      value: draft, provenance: parser.provenance, faults: parser.faults, notes: parser.notes)
  }

  /// Writes a round. Kept pairs, recusals, scores, names and projects have no place in the format.
  ///
  /// - Complexity: O(size of the lists).
  public static func text(of problem: PairingProblem) -> String {
    func tiers(_ wishes: [[Int]]) -> String {
      wishes.map { tier in
        let ids = tier.map { String($0 + 1) }.joined(separator: " ")
        return tier.count == 1 ? " \(ids)" : " (\(ids))"
      }.joined()
    }
    var text = "0\n\(problem.talentCount)\n\(problem.mentorCount)\n"
    for (t, wishes) in problem.talentWishes.enumerated() { text += "\(t + 1)\(tiers(wishes))\n" }
    for (m, wishes) in problem.mentorWishes.enumerated() {
      text += "\(m + 1) \(problem.draft.mentors[m].capacity)\(tiers(wishes))\n"
    }
    for (m, mentor) in problem.draft.mentors.enumerated() where mentor.lowerCapacity > 0 {
      text += "#lower \(m + 1) \(mentor.lowerCapacity)\n"
    }
    return text
  }
}

extension FaultRule {
  /// A line of a `.hrt` file does not follow the format.
  public static let glasgowLine = FaultRule(
    "P181", text: Bilingual(zh: "该行不符合 .hrt 格式", en: "a line does not follow the .hrt format"),
    hint: Bilingual(
      zh: "应为编号、名额（仅导师）和志愿，并列写在括号中。",
      en: "give a number, places (mentors only) and wishes, ties in parentheses."))
  /// A `.hrt` file has too few lines.
  public static let glasgowShort = FaultRule(
    "P182", text: Bilingual(zh: "文件行数不足", en: "the file has too few lines"),
    hint: Bilingual(zh: "检查第二、三行的人数。", en: "check the numbers in the second and third line."))
}

private struct GlasgowParser {
  let name: String
  var provenance = Provenance()
  var faults = Faults()
  var notes: [Bilingual] = []
  private var body: [(number: Int, text: Substring.UTF8View)] = []
  private var extensions: [(number: Int, text: Substring.UTF8View)] = []

  init(_ text: String, name: String) {
    self.name = name
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    for (i, line) in lines.enumerated() {
      let trimmed = line.drop { $0 == 32 || $0 == 9 || $0 == 13 }
      if trimmed.isEmpty { continue }
      let content = Substring(trimmed).utf8
      if trimmed.first == 35 {
        extensions.append((i + 1, content))
      } else {
        body.append((i + 1, content))
      }
    }
  }

  mutating func draft(hasCapacities: Bool) -> PairingDraft {
    var draft = PairingDraft(title: name, mentors: [], talents: [])
    let counts = body.dropFirst().prefix(2).map { Int(String(Substring($0.text)).trimmedLine) }
    guard counts.count == 2, let n = counts[0], let m = counts[1], n >= 0, m >= 0,
      body.count - 3 >= n, body.count - 3 - n >= m
    else {
      faults.append(.glasgowShort, at: .root)
      return draft
    }
    var wishesOfTalents = [[[Int]]](repeating: [], count: n)
    var wishesOfMentors = [[[Int]]](repeating: [], count: m)
    var capacity = [Int](repeating: 1, count: m)
    for line in body[3..<(3 + n)] {
      guard let words = words(line, people: n), words.capacity == nil else { continue }
      wishesOfTalents[words.person] = words.tiers
      record(line.number, for: Place("talents")[words.person])
    }
    for line in body[(3 + n)..<(3 + n + m)] {
      guard let words = words(line, people: m, hasCapacity: hasCapacities) else { continue }
      wishesOfMentors[words.person] = words.tiers
      capacity[words.person] = words.capacity ?? 1
      record(line.number, for: Place("mentors")[words.person])
    }
    draft.talents = wishesOfTalents.enumerated().map { t, tiers in
      PairingDraft.Talent(id: "t\(t + 1)", wishes: tiers.map { $0.map { "m\($0)" } })
    }
    draft.mentors = wishesOfMentors.enumerated().map { i, tiers in
      PairingDraft.Mentor(
        id: "m\(i + 1)", capacity: capacity[i], wishes: tiers.map { $0.map { "t\($0)" } })
    }
    readExtensions(into: &draft)
    return draft
  }

  private mutating func readExtensions(into draft: inout PairingDraft) {
    for line in extensions {
      let words = Substring(line.text).split { $0 == " " || $0 == "\t" || $0 == "\r" }
      if words.count == 3, words[0] == "#lower", let m = Int(words[1]), let lower = Int(words[2]),
        draft.mentors.indices.contains(m - 1)
      {
        draft.mentors[m - 1].lowerCapacity = lower
      } else {
        notes.append(
          Bilingual(
            zh: "\(name) 第 \(line.number) 行未使用。", en: "\(name): line \(line.number) is not used."))
      }
    }
  }

  private mutating func record(_ line: Int, for place: Place) {
    provenance.record(SourceCell(file: name, cell: "\(line)"), for: place)
  }

  /// Numbers of a line: the person from 0, the capacity if there is one, the tiers from 1.
  private mutating func words(
    _ line: (number: Int, text: Substring.UTF8View), people: Int, hasCapacity: Bool = false
  ) -> (person: Int, capacity: Int?, tiers: [[Int]])? {
    var person: Int?
    var capacity: Int?
    var tiers: [[Int]] = []
    var tie: [Int]?
    var number: Int?
    var isSound = true
    func finish() {
      guard let value = number else { return }
      number = nil
      if person == nil {
        person = value - 1
      } else if hasCapacity, capacity == nil, tiers.isEmpty, tie == nil {
        capacity = value
      } else if tie != nil {
        tie?.append(value)
      } else {
        tiers.append([value])
      }
    }
    for byte in line.text {
      switch byte {
      case 48...57:
        let (shifted, overflow) = (number ?? 0).multipliedReportingOverflow(by: 10)
        if overflow || shifted > 1_000_000_000 {
          isSound = false
        } else {
          number = shifted + Int(byte) - 48
        }
      case 32, 9, 13, 58: finish()
      case 40:
        finish()
        if tie != nil { isSound = false }
        tie = []
      case 41:
        finish()
        if let tier = tie {
          if !tier.isEmpty { tiers.append(tier) }
        } else {
          isSound = false
        }
        tie = nil
      default: isSound = false
      }
    }
    finish()
    guard isSound, tie == nil, let person, person >= 0, person < people else {
      let place = Place("lines")[line.number]
      record(line.number, for: place)
      faults.append(.glasgowLine, at: place, value: String(Substring(line.text).prefix(60)))
      return nil
    }
    return (person, capacity, tiers)
  }
}

extension String {
  fileprivate var trimmedLine: String {
    String(drop { $0 == " " }.prefix { $0 != " " && $0 != "\r" && $0 != "\t" })
  }
}
