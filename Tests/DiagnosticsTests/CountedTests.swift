import Diagnostics
import Foundation
import Testing

@Test func `one thing is named in the singular`() {
  #expect(counted(1, "pair") == "1 pair")
  #expect(counted(0, "pair") == "0 pairs")
  #expect(counted(1, "duty", plural: "duties") == "1 duty")
  #expect(counted(2, "pair goes", plural: "pairs go") == "2 pairs go")
}

/// Places of a source text where an English sentence puts a number straight before a plural, such as
/// `\(count) pairs`: there it says `1 pairs`.
private func barePlurals(in text: String) -> [String] {
  text.split(separator: "\n").flatMap { line -> [String] in
    guard !line.drop(while: { $0 == " " }).hasPrefix("//") else { return [] }
    var found: [String] = []
    var rest = line[...]
    while let start = rest.range(of: "\\(") {
      rest = rest[start.upperBound...]
      var depth = 1
      let inside = rest.prefix {
        depth += $0 == "(" ? 1 : $0 == ")" ? -1 : 0
        return depth > 0
      }
      let after = rest.dropFirst(inside.count + 1)
      let word = after.dropFirst().prefix { $0.isLetter }
      let follows = after.first == " " && plurals.contains(String(word))
      // English words of something are no number.
      if follows, !inside.hasPrefix("counted("), !inside.hasSuffix(".en") {
        found.append("\(inside)) \(word)")
      }
    }
    return found
  }
}

private let plurals: Set = [
  "authorised", "bookings", "cells", "changes", "columns", "combs", "days", "devices", "duties",
  "entries", "equally", "faults", "goals", "institutions", "lines", "mentors", "minutes", "months",
  "operators", "orders", "pairs", "payments", "people", "periods", "places", "points", "projects",
  "requests", "rounds", "rows", "rules", "seats", "shifts", "slots", "splits", "steps", "talents",
  "terms", "times", "transfers", "units", "weekends", "weeks", "wishes", "workdays", "years",
]

@Test func `no sentence puts a number before a plural without looking whether it is one`() throws {
  #expect(
    barePlurals(in: #"en: "\(list.count) pairs, \(counted(n, "day")), \(a) of \(f(b)) units""#)
      .count == 2)
  let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
  let files = try #require(FileManager.default.enumerator(atPath: sources.path))
  var read = 0
  for case let name as String in files where name.hasSuffix(".swift") {
    let text = try String(contentsOf: sources.appendingPathComponent(name), encoding: .utf8)
    #expect(barePlurals(in: text) == [], "\(name)")
    read += 1
  }
  #expect(read > 500)
}
