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
    read(Array(text.utf8), name: name, hasCapacities: hasCapacities)
  }

  /// Reads the bytes of a file, UTF-8 or plain ASCII.
  ///
  /// - Complexity: O(length) time, four bytes of memory for each wish.
  public static func read(
    _ bytes: [UInt8], name: String, hasCapacities: Bool = true
  ) -> Reading<PairingDraft> {
    var parser = GlasgowParser(bytes, name: name)
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
