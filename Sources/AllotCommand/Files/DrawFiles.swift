import Alliance
import Diagnostics
import Foundation
import Interchange
import PublicDraw

/// The files and arguments of a draw.
enum DrawFiles {
  /// The text without invisible characters and in Unicode's composed form, so that the same words have the
  /// same bytes wherever they were typed.
  static func plain(_ text: String) -> String {
    NormalizedText.name(text).precomposedStringWithCanonicalMapping
  }

  /// `NAME=VALUE`, both plain.
  static func pair(_ text: String, option: String) throws -> (name: String, value: String) {
    guard let mark = text.firstIndex(of: "=") else {
      throw CommandFailure(
        .usage,
        Bilingual(zh: "\(option) 应写成 名称=值", en: "\(option) is NAME=VALUE"))
    }
    return (plain(String(text[..<mark])), plain(String(text[text.index(after: mark)...])))
  }

  /// Today in China.
  static func today() -> String {
    let days = Int((Date().timeIntervalSince1970 + 8 * 3600) / 86_400)
    return Day(number: days).description
  }

  static func read(_ path: String) throws -> InputFile {
    do throws(FileError) {
      return try InputFile(reading: path, limit: 16 * 1_048_576)
    } catch {
      throw CommandFailure(error)
    }
  }

  static func decoded<Value: Decodable>(_ file: InputFile) throws -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: Data(file.bytes))
    } catch {
      if (try? JSONDecoder().decode(DrawCommitment.self, from: Data(file.bytes))) != nil {
        throw CommandFailure(
          .badData,
          Bilingual(
            zh: "\(file.path) 是抽选的承诺，还没有抽",
            en: "\(file.path) commits to a draw that is not made yet"),
          next: Bilingual(
            zh: "到期后运行 allot draw run \(file.path)",
            en: "when its day has come, run allot draw run \(file.path)"))
      }
      throw CommandFailure(
        .badData,
        Bilingual(zh: "\(file.path) 不是抽选文件", en: "\(file.path) is no file of a draw"),
        next: Bilingual(zh: "用 allot draw commit 生成", en: "allot draw commit writes one"))
    }
  }

  static func transcript(_ path: String) throws -> DrawTranscript { try decoded(try read(path)) }

  /// A transcript that computes again as it says.
  ///
  /// - Throws: ``CommandFailure`` 65 if it does not.
  static func soundTranscript(_ path: String) throws -> DrawTranscript {
    let drawn = try transcript(path)
    if let defect = drawn.defects().first {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "抽签记录 \(path) 不成立：\(defect.zh)", en: "the draw \(path) does not hold: \(defect.en)"),
        next: Bilingual(zh: "运行 allot draw verify \(path)", en: "run allot draw verify \(path)"))
    }
    return drawn
  }

  /// Refuses a draw of other people or units than a problem has.
  ///
  /// - Throws: ``CommandFailure`` 65 if not one identifier is in both.
  static func requireCommon(
    _ draw: DrawTranscript, with known: [String], _ subject: Bilingual
  ) throws {
    let known = Set(known)
    guard !draw.order.contains(where: known.contains) else { return }
    throw CommandFailure(
      .badData,
      Bilingual(
        zh: "抽签名单与\(subject.zh)没有一个相同的编号，如“\(draw.order.first ?? "")”",
        en: "the draw and \(subject.en) have no identifier in common; the draw has, for example, "
          + "\(draw.order.first ?? "nobody")"),
      next: Bilingual(zh: "请核对抽签记录是否属于这一次", en: "check that the transcript is of this occasion"))
  }

  /// Whom a draw names that a problem does not have, and whom it leaves out.
  ///
  /// - Parameters:
  ///   - draw: The draw.
  ///   - known: Every identifier of the problem.
  ///   - needed: Those whose order the draw should give.
  /// - Returns: At most two sentences.
  static func notes(
    on draw: DrawTranscript, known: [String], needed: [String]
  ) -> [Bilingual] {
    let (known, drawn) = (Set(known), Set(draw.order))
    let strangers = draw.order.filter { !known.contains($0) }
    let missing = needed.filter { !drawn.contains($0) }
    var notes: [Bilingual] = []
    if !strangers.isEmpty {
      notes.append(
        Bilingual(
          zh: "抽签名单中有 \(strangers.count) 个编号不在数据里，不起作用：\(listed(strangers, "、"))",
          en: "\(strangers.count) of the draw are not in the data and count for nothing: "
            + listed(strangers, ", ")))
    }
    if !missing.isEmpty {
      notes.append(
        Bilingual(
          zh: "有 \(missing.count) 个没有参加抽签，排在抽出的之后：\(listed(missing, "、"))",
          en: "\(missing.count) were not drawn and come after those who were: "
            + listed(missing, ", ")))
    }
    return notes
  }

  private static func listed(_ names: [String], _ comma: String) -> String {
    names.prefix(10).joined(separator: comma) + (names.count > 10 ? "……" : "")
  }

  static func write(_ value: some Encodable, to path: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
    let text = String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    try keepEarlier(at: path, than: text)
    try Output.write(text, to: path)
  }

  /// What was committed to and what was drawn stands: no other draw takes its place.
  ///
  /// - Throws: ``CommandFailure`` 73 if the path holds another commitment or transcript.
  private static func keepEarlier(at path: String, than text: String) throws {
    guard path != "-", let file = try? InputFile(reading: path, limit: 16 * 1_048_576),
      file.bytes != Array(text.utf8)
    else { return }
    let decoder = JSONDecoder()
    let isDrawn = (try? decoder.decode(DrawTranscript.self, from: Data(file.bytes))) != nil
    guard
      isDrawn || (try? decoder.decode(DrawCommitment.self, from: Data(file.bytes))) != nil
    else { return }
    throw CommandFailure(
      .cannotCreate,
      isDrawn
        ? Bilingual(
          zh: "\(path) 是另一次抽选的记录，不覆盖", en: "\(path) is the transcript of another draw; it stays")
        : Bilingual(
          zh: "\(path) 是另一份承诺，不覆盖", en: "\(path) is another commitment; it stays"),
      next: Bilingual(
        zh: "抽选只进行一次；确是另一次抽选，请另起文件名",
        en: "a draw is made once; if this is another occasion, choose another name"))
  }
}

/// The list of those who may be drawn.
enum DrawList {
  /// Names of the sheet, best first.
  static let names = ["名单", "list", "单位", "units", "institutions", "人员", "people"]

  static func read(
    _ workbook: Reading<Workbook>, sheet: String
  ) -> Reading<[DrawCommitment.Entry]> {
    var reader = TableReader(workbook)
    var entries: [DrawCommitment.Entry] = []
    // A list of people has a column of institutions too, and the other way round.
    let id =
      ["人员", "people", "人才", "talents", "导师", "mentors"].contains(sheet.lowercased())
      ? Heading("id", "工号", "staff number")
      : Heading("id", "编号", "单位编号", "工号", "institution", "unit", "staff number")
    reader.readSheet(
      sheet, at: Place("entries"),
      headings: [
        id, Heading("name", "名称", "单位名称", "姓名", isRequired: false),
      ]
    ) { row in
      entries.append(
        DrawCommitment.Entry(
          id: DrawFiles.plain(row.required("id", .identifier) ?? ""),
          name: DrawFiles.plain(row.value("name", .text, ifBlank: ""))))
    }
    return reader.reading(entries)
  }
}
