internal import Diagnostics
internal import MentorMatching

/// Reads the bytes of a `.hrt` file: once to find its lines, once to read their numbers.
struct GlasgowParser {
  private let bytes: [UInt8]
  private let name: String
  private(set) var provenance = Provenance()
  private(set) var faults = Faults()
  private(set) var notes: [Bilingual] = []
  private var body: [Line] = []
  private var extensions: [Line] = []

  /// A line that is not blank, without the blanks before it.
  private struct Line {
    let number: Int32
    let start: Int32
    let end: Int32
  }

  /// Lists of one side as they are read.
  private struct Lists {
    var entries: [Int32] = []
    var ranges: [Range<Int>]
    var lines: [Int32]
    var capacity: [Int]
    /// Names that are wished for but nobody's, behind those of the people.
    var strangers: [String] = []

    init(count: Int) {
      ranges = [Range<Int>](repeating: 0..<0, count: count)
      lines = [Int32](repeating: 0, count: count)
      capacity = [Int](repeating: 1, count: count)
    }
  }

  init(_ bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
    var start = 0
    var number: Int32 = 0
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      number += 1
      while start < end, [32, 9, 13].contains(bytes[start]) { start += 1 }
      if start < end {
        let line = Line(number: number, start: Int32(start), end: Int32(end))
        if bytes[start] == 35 { extensions.append(line) } else { body.append(line) }
      }
      start = end + 1
    }
  }

  mutating func draft(hasCapacities: Bool) -> PairingDraft {
    var draft = PairingDraft(title: name, mentors: [], talents: [])
    let counts = body.dropFirst().prefix(2).map { Int(firstWord($0)) }
    guard counts.count == 2, let n = counts[0], let m = counts[1], n >= 0, m >= 0,
      body.count - 3 >= n, body.count - 3 - n >= m
    else {
      faults.append(.glasgowShort, at: .root)
      return draft
    }
    let talents = lists(body[3..<(3 + n)], others: m, letter: "m", hasCapacity: false)
    let mentors = lists(
      body[(3 + n)..<(3 + n + m)], others: n, letter: "t", hasCapacity: hasCapacities)
    let (talentNames, mentorNames) = (names("t", n), names("m", m))
    let wishesOfTalents = WishList.lists(
      sharing: mentorNames + talents.strangers, entries: talents.entries, ranges: talents.ranges)
    let wishesOfMentors = WishList.lists(
      sharing: talentNames + mentors.strangers, entries: mentors.entries, ranges: mentors.ranges)
    draft.talents = (0..<n).map {
      PairingDraft.Talent(id: talentNames[$0], wishes: wishesOfTalents[$0])
    }
    draft.mentors = (0..<m).map {
      PairingDraft.Mentor(
        id: mentorNames[$0], capacity: mentors.capacity[$0], wishes: wishesOfMentors[$0])
    }
    provenance.record(lines: talents.lines, of: name, for: "talents")
    provenance.record(lines: mentors.lines, of: name, for: "mentors")
    readExtensions(into: &draft)
    return draft
  }

  private func names(_ letter: String, _ count: Int) -> [String] {
    (1..<(count + 1)).map { letter + String($0) }
  }

  private func text(_ line: Line) -> String {
    String(decoding: bytes[Int(line.start)..<Int(line.end)], as: UTF8.self)
  }

  private func firstWord(_ line: Line) -> String {
    String(text(line).prefix { $0 != " " && $0 != "\r" && $0 != "\t" })
  }

  private mutating func readExtensions(into draft: inout PairingDraft) {
    for line in extensions {
      let words = text(line).split { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
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

  private mutating func lists(
    _ lines: ArraySlice<Line>, others: Int, letter: String, hasCapacity: Bool
  ) -> Lists {
    var lists = Lists(count: lines.count)
    // A wish takes a blank and at least one digit.
    let length = lines.reduce(0) { $0 + Int($1.end - $1.start) }
    lists.entries.reserveCapacity(min(length / 2, length / 4 + 1_000))
    for line in lines where !read(line, into: &lists, others, letter, hasCapacity: hasCapacity) {
      let place = Place("lines")[Int(line.number)]
      provenance.record(SourceCell(file: name, cell: "\(line.number)"), for: place)
      faults.append(.glasgowLine, at: place, value: String(text(line).prefix(60)))
    }
    return lists
  }

  /// Reads one person's line: his number, his capacity if there is one, his wishes.
  ///
  /// - Returns: Whether the line follows the format; nothing is kept of one that does not.
  private func read(
    _ line: Line, into lists: inout Lists, _ others: Int, _ letter: String, hasCapacity: Bool
  ) -> Bool {
    let first = lists.entries.count
    let strangers = lists.strangers.count
    var person = -1
    var capacity = -1
    /// −1 outside brackets, otherwise the wishes of the tie so far.
    var tied = -1
    var isSound = true
    func take(_ number: Int) {
      if person < 0 {
        person = number - 1
        if person < 0 || person >= lists.ranges.count { isSound = false }
      } else if hasCapacity, capacity < 0, lists.entries.count == first, tied < 0 {
        capacity = number
      } else {
        var entry = Int32(number - 1)
        if entry < 0 || number > others {
          entry = Int32(others + lists.strangers.count)
          lists.strangers.append(letter + String(number))
        }
        lists.entries.append(tied > 0 ? ~entry : entry)
        if tied >= 0 { tied += 1 }
      }
    }
    bytes[Int(line.start)..<Int(line.end)].withUnsafeBufferPointer { bytes in
      var i = 0
      while i < bytes.count {
        let byte = bytes[i]
        if byte == 32 {
          i += 1
          continue
        }
        switch byte {
        case 48...57:
          var number = 0
          while i < bytes.count, case let digit = bytes[i] &- 48, digit < 10,
            number <= 1_000_000_000
          {
            number = number &* 10 &+ Int(digit)
            i += 1
          }
          if number > 1_000_000_000 { isSound = false } else { take(number) }
          continue
        case 9, 13, 58: break
        case 40:
          if tied >= 0 { isSound = false }
          tied = 0
        case 41:
          if tied < 0 { isSound = false }
          tied = -1
        default: isSound = false
        }
        i += 1
      }
    }
    guard isSound, tied < 0, person >= 0 else {
      lists.entries.removeLast(lists.entries.count - first)
      lists.strangers.removeLast(lists.strangers.count - strangers)
      return false
    }
    lists.ranges[person] = first..<lists.entries.count
    lists.lines[person] = line.number
    if capacity >= 0 { lists.capacity[person] = capacity }
    return true
  }
}
