import Foundation
import Interchange
import Ledger
import Solving

/// A folder that goes away with its owner.
final class Scratch: Sendable {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "allot-ledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Everything in the folder, one file after another.
  func bytes() throws -> Data {
    try FileManager.default.contentsOfDirectory(atPath: url.path).sorted().reduce(into: Data()) {
      $0 += try Data(contentsOf: url.appendingPathComponent($1))
    }
  }
}

/// Entries as an office writes them: two versions of a roster, a pairing round, a timetable.
enum Sample {
  static func person(_ number: String) -> LedgerPerson {
    LedgerPerson(number: number, name: "姓名\(number)")
  }

  static func roster(units: [String: String], title: String = "轮值", year: Int = 2020) -> LedgerDraft
  {
    let terms = ["\(year)-01", "\(year)-02"]
    var facts = terms.map {
      Fact(
        .term, ["label": .text($0), "first": .text("\($0)-01"), "last": .text("\($0)-28")])
    }
    facts += terms.compactMap { term in
      units[term].map { unit in
        Fact(
          .duty,
          [
            "term": .text(term), "body": .text("office"), "tier": .text("hospital"),
            "unit": .text(unit), "person": .person(person("工号\(unit)")),
          ])
      }
    }
    return LedgerDraft(
      .published, job: .roster, title: title, first: "\(year)-01-01", last: "\(year)-02-28",
      result: nil, approver: LedgerPerson(number: "批准人甲"), facts: facts)
  }

  static func round(_ pairs: [(talent: String, mentor: String?)], title: String = "") -> LedgerDraft
  {
    LedgerDraft(
      .published, job: .pair, title: title, approver: LedgerPerson(number: "批准人乙"),
      facts: pairs.map {
        Fact(
          .pairing,
          ["talent": .person(person($0.talent)), "mentor": $0.mentor.map { .person(person($0)) }])
      })
  }

  static let timetable = LedgerDraft(
    .published, job: .book, title: "设备", first: "2020-03-01", last: "2020-03-14",
    approver: LedgerPerson(number: "批准人丙"),
    facts: [
      Fact(
        .booking,
        [
          "request": .text("R1"), "institution": .text("H01"), "device": .text("D1"),
          "person": .person(LedgerPerson(number: "申请人一")), "first": .text("2020-03-02 08:30"),
          "last": .text("2020-03-02 09:30"),
        ]),
      Fact(
        .booking,
        [
          "request": .text("R2"), "institution": .text("H02"),
          "person": .person(LedgerPerson(number: "申请人二")),
        ]),
    ])

  /// A ledger with four published entries, one of them superseded.
  static func ledger(_ path: String) throws -> LedgerFile {
    let ledger = try LedgerFile(path)
    let drafts = [
      roster(units: ["2020-01": "H01", "2020-02": "H02"]),
      roster(units: ["2020-01": "H01", "2020-02": "H03"]),
      round([("人才一", "导师一"), ("人才二", nil)]), timetable,
    ]
    for (n, draft) in drafts.enumerated() {
      _ = try ledger.append(at: "2020-0\(n + 1)-01T00:00:00Z") { try $0.completed(draft) }
    }
    return ledger
  }
}
