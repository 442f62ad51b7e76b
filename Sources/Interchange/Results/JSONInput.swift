public import Diagnostics

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// JSON in and out, with mistakes as faults at their paths.
enum JSONInput {
  /// Decodes a file.
  ///
  /// - Throws: ``RejectedInput`` with one fault: JSON is read up to its first mistake.
  static func decode<Value: Decodable>(
    _ type: Value.Type, from file: InputFile
  ) throws(RejectedInput) -> Value {
    if file.bytes.isSpreadsheet { throw rejected(.spreadsheet, at: .root, value: nil, in: file) }
    if file.bytes.starts(with: "SQLite format 3\0".utf8) {
      throw rejected(.ledgerInstead, at: .root, value: nil, in: file)
    }
    let body =
      file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? file.bytes.dropFirst(3) : file.bytes[...]
    // Every file of this program is an object; what does not even begin as JSON is of another kind.
    if let first = body.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }),
      first != UInt8(ascii: "{"), first != UInt8(ascii: "[")
    {
      throw rejected(.foreignFile, at: .root, value: nil, in: file)
    }
    do {
      return try JSONDecoder().decode(type, from: Data(body))
    } catch {
      throw RejectedInput(faults: faults(of: error), provenance: Provenance(file: file.path))
    }
  }

  /// The outermost object with every object and list inside left empty; `nil` if the brackets of the text do
  /// not match.
  ///
  /// - Complexity: O(bytes), a small part of decoding them.
  static func outline(of bytes: [UInt8]) -> [UInt8]? {
    var outline: [UInt8] = []
    var open: [UInt8] = []
    var isText = false
    var isEscaped = false
    for byte in bytes {
      // What is inside a list or object is left out, its brackets stay.
      let isKept = open.count < 2
      if isText {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isText = false
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): isText = true
        case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
        case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          guard open.popLast() == byte else { return nil }
        default: break
        }
      }
      if isKept || open.count < 2 { outline.append(byte) }
    }
    return isText || !open.isEmpty ? nil : outline
  }

  /// What made decoding stop, as a fault at its path.
  static func faults(of error: any Error) -> Faults {
    var faults = Faults()
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      faults.append(.jsonKeyMissing, at: place(context.codingPath), value: key.stringValue)
    case DecodingError.valueNotFound(_, let context):
      faults.append(.jsonKeyMissing, at: place(context.codingPath), value: "null")
    case DecodingError.typeMismatch(let type, let context):
      faults.append(.jsonValueWrong, at: place(context.codingPath), value: wanted(type))
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
      faults.append(
        .jsonValueWrong, at: place(context.codingPath), value: context.debugDescription)
    default:
      faults.append(.jsonUnreadable, at: .root, value: nil)
    }
    return faults
  }

  /// Encodes with sorted keys, on one line.
  static func encode(_ value: some Encodable) throws -> [UInt8] { try JSONBytes.encode(value) }

  /// One fault of a file.
  static func rejected(
    _ rule: FaultRule, at place: Place, value: String?, in file: InputFile
  ) -> RejectedInput {
    var faults = Faults()
    faults.append(rule, at: place, value: value)
    return RejectedInput(faults: faults, provenance: Provenance(file: file.path))
  }

  private static func wanted(_ type: any Any.Type) -> String {
    switch type {
    case is any BinaryInteger.Type: "≠ 0, 1, 2, …"
    case is String.Type: "≠ \"…\""
    case is Bool.Type: "≠ true, false"
    case is [Any].Type: "≠ […]"
    case is [String: Any].Type: "≠ {…}"
    default: "≠ \(type)"
    }
  }

  private static func place(_ path: [any CodingKey]) -> Place {
    path.reduce(Place.root) { place, key in
      key.intValue.map { place[$0] } ?? place.appending(key.stringValue)
    }
  }
}

extension FaultRule {
  /// The file is not JSON.
  public static let jsonUnreadable = FaultRule(
    "I201",
    text: Bilingual(zh: "文件不是有效的JSON", en: "The file is not JSON"),
    hint: Bilingual(
      zh: "文件可能被截断或手工改动过；请重新生成。", en: "It may be cut off or edited; make it again."))
  /// The file is an Excel workbook.
  static let spreadsheet = FaultRule(
    "I206",
    text: Bilingual(
      zh: "这是Excel工作簿，此处需要JSON的结果文件",
      en: "This is an Excel workbook, and a result in JSON is wanted here"),
    hint: Bilingual(
      zh: "工作簿是输入：先用 allot pair、roster、book 或 settle 加 --output 结果.json 算出结果。",
      en:
        "A workbook is an input: solve it with allot pair, roster, book or settle and --output result.json."
    )
  )
  /// The file is of a kind that nothing here reads, such as a PDF.
  static let foreignFile = FaultRule(
    "I208",
    text: Bilingual(
      zh: "认不出这种文件：不是.xlsx工作簿、CSV，也不是JSON",
      en: "This kind of file is not known: neither an .xlsx workbook, nor CSV, nor JSON"),
    hint: Bilingual(
      zh: "名单请在Excel或WPS中另存为.xlsx；结果是 --output 写出的.json文件。",
      en: "Save lists as .xlsx in Excel or WPS; a result is the .json file that --output wrote."))
  /// The file is a ledger, or another database of SQLite.
  static let ledgerInstead = FaultRule(
    "I209",
    text: Bilingual(
      zh: "这是台账（数据库），不是名单或结果",
      en: "This is a ledger (a database), not a list or a result"),
    hint: Bilingual(
      zh: "台账写在 --ledger 之后；查看用 allot history --ledger 台账.db。",
      en: "A ledger goes behind --ledger; look into it with allot history --ledger ledger.db."))
  /// An entry of the JSON file is missing.
  public static let jsonKeyMissing = FaultRule(
    "I202",
    text: Bilingual(zh: "JSON中缺少这一项", en: "The JSON file lacks this entry"),
    hint: Bilingual(
      zh: "补上该项；可参照 allot export 的输出。", en: "Add it; compare with the output of allot export."))
  /// An entry of the JSON file has the wrong type or an impossible value.
  public static let jsonValueWrong = FaultRule(
    "I203",
    text: Bilingual(zh: "JSON中此处的值不符合要求", en: "The JSON file has an impossible value here"),
    hint: Bilingual(
      zh: "改正该值；可参照 allot export 的输出。", en: "Correct it; compare with the output of allot export."))
  /// The file was written by a newer version.
  public static let schemaTooNew = FaultRule(
    "I204",
    text: Bilingual(zh: "文件由更新版本的allot写成", en: "The file was written by a newer allot"),
    hint: Bilingual(zh: "请升级allot后再读取。", en: "Update allot, then read it again."))
  /// The result was written by a program whose proofs this one does not read.
  public static let schemaTooOld = FaultRule(
    "I207",
    text: Bilingual(
      zh: "结果由较早版本的allot写成，其证明已不能读取",
      en: "The result was written by an older allot, whose proofs are no longer read"),
    hint: Bilingual(
      zh: "其中的题目仍可读取：把它当作输入重新计算。",
      en: "The problem in it can still be read: solve it again, with the file as the input."))
  /// The file belongs to another job.
  public static let wrongJob = FaultRule(
    "I205",
    text: Bilingual(zh: "文件属于另一项工作", en: "The file belongs to another job"),
    hint: Bilingual(
      zh: "pair对应导师结对，roster对应轮值，shifts对应轮班（命令也是roster），book对应设备，settle对应结算。",
      en:
        "Use the command of the job that the file names: pair, roster (also for shifts), book or settle."
    ))
}
