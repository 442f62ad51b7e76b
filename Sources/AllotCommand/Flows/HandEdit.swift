import Diagnostics
import Interchange

/// An arrangement that somebody edited by hand, beside the result that it came from.
protocol HandEdit {
  /// Whether it breaks no hard rule.
  var isAllowed: Bool { get }
  /// How many more people required duties lack than before.
  var opened: Int { get }

  /// What changed, what broke, what it cost and what it gained.
  func text(in language: Language) -> String
  /// The bytes of a result with the edited arrangement: the same problem, its values counted again, and the
  /// original's bound where it still holds.
  func result() throws -> [UInt8]
}

extension HandEdit {
  /// Refuses to save what `check` does not approve of.
  ///
  /// - Parameter isOpenAllowed: Whether required duties may be left open.
  /// - Throws: ``CommandFailure`` 1.
  func approve(isOpenAllowed: Bool) throws {
    guard isAllowed else {
      throw CommandFailure(
        .violations,
        Bilingual(zh: "改动违反硬性规则，不保存", en: "the edit breaks a hard rule; nothing is saved"),
        next: Bilingual(zh: "改正表格后再检查", en: "correct the tables and check again"))
    }
    guard opened <= 0 || isOpenAllowed else {
      throw CommandFailure(
        .violations,
        Bilingual(
          zh: "改动使必需的班次多缺 \(opened) 人次，不保存",
          en:
            "the edit leaves required duties open, for \(counted(opened, "person", plural: "people")) more; nothing is saved"
        ),
        next: Bilingual(
          zh: "补上人员；确实只能空缺时加 --allow-open", en: "fill them, or accept it with --allow-open"))
    }
  }
}

/// Reads an edited table and the result that it came from.
///
/// - Throws: ``CommandFailure`` 65 or 66 if something cannot be read, or the result has no such table.
func handEdit(_ input: InputOptions, against path: String) throws -> any HandEdit {
  let file: InputFile
  let header: FileHeader
  do {
    file = try InputFile(reading: path)
    header = try FileHeader(of: file)
  } catch let error as FileError {
    throw CommandFailure(error)
  } catch let error as RejectedInput {
    throw CommandFailure(error)
  }
  switch header.job {
  case .book where header.isResult: return try EditedTimetable(input, against: file)
  case .shifts where header.isResult: return try EditedRoster(input, against: file)
  default:
    throw CommandFailure(
      .badData,
      Bilingual(
        zh: "\(path) 不是轮班或设备预约的结果",
        en: "\(path) is no result of a shift roster or of equipment"),
      next: Bilingual(
        zh: "--against 用于 allot roster 排出的轮班与 allot book 的结果",
        en: "--against is for shift rosters of allot roster and for results of allot book"))
  }
}
