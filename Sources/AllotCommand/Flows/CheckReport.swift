import Diagnostics
import Interchange

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What `allot check --json` prints: one object on one line, as `Models/schemas/check.schema.json` has it.
struct CheckReport: Encodable {
  /// One fault. Every key is there in every fault; what is not known is `null`.
  struct Entry: Encodable {
    let code: String
    let place: String
    let file: String?
    let sheet: String?
    let cell: String?
    let value: String?
    let rule: Words
    let hint: Words
    let related: [String]

    private enum Key: CodingKey { case code, place, file, sheet, cell, value, rule, hint, related }

    init(_ fault: Fault, _ provenance: Provenance) {
      let source = provenance.cell(for: fault.place)
      code = fault.rule.code
      place = fault.place.path
      (file, sheet, cell) = (source?.file, source?.sheet, source?.cell)
      value = fault.value
      rule = Words(fault.rule.text)
      hint = Words(fault.rule.hint)
      related = fault.related.map { provenance.cell(for: $0)?.description ?? $0.path }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(code, forKey: .code)
      try container.encode(place, forKey: .place)
      try container.encode(file, forKey: .file)
      try container.encode(sheet, forKey: .sheet)
      try container.encode(cell, forKey: .cell)
      try container.encode(value, forKey: .value)
      try container.encode(rule, forKey: .rule)
      try container.encode(hint, forKey: .hint)
      try container.encode(related, forKey: .related)
    }
  }

  /// A text in both languages.
  struct Words: Encodable {
    let zh: String
    let en: String

    init(_ text: Bilingual) { (zh, en) = (text.zh, text.en) }
  }

  /// 2: at most 200 faults, those of one rule together, and ``leftOut``; 1 had all of them as they were met.
  let schemaVersion = 2
  let input: String
  let isSound: Bool
  /// The faults that the report in words could show, rule by rule.
  let faults: [Entry]
  /// How many more there are.
  let leftOut: Int
  /// What was assumed, left out or is provisional, in the order in which it was met.
  let notes: [Words]

  /// The report on an input without faults, or with those of `rejected`.
  init(on input: String, rejected: RejectedInput? = nil, notes: [Bilingual]) {
    self.input = input
    self.notes = notes.map(Words.init)
    isSound = rejected == nil
    guard let rejected else {
      (faults, leftOut) = ([], 0)
      return
    }
    let shown = rejected.faults.shown()
    faults = shown.faults.map { Entry($0, rejected.provenance) }
    leftOut = shown.leftOut
  }

  /// One line with sorted keys.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
