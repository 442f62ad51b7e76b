import Diagnostics
import Interchange

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What an output may take the place of: never a ledger, a file that the same command reads, or tables that
/// somebody filled in.
enum WrittenFile {
  /// - Throws: ``CommandFailure`` 73 if the file that stands at the path is to stay.
  static func check(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    let reason: Bilingual? =
      if isLedger(path) {
        Bilingual(zh: "\(path) 是台账", en: "\(path) is a ledger")
      } else if isRead(status) {
        Bilingual(zh: "\(path) 是本命令读取的文件", en: "this command reads \(path)")
      } else if holdsTables(path) {
        Bilingual(zh: "\(path) 是填好的输入表", en: "\(path) holds tables of input")
      } else {
        nil
      }
    guard let reason else { return }
    throw CommandFailure(
      .cannotCreate,
      Bilingual(zh: "\(reason.zh)，不覆盖", en: "\(reason.en); it is not written over"),
      next: Bilingual(zh: "用 --output 另起一个文件名", en: "give the output another name"))
  }

  /// Whether the file begins as a database of SQLite does.
  private static func isLedger(_ path: String) -> Bool {
    guard let file = fopen(path, "r") else { return false }
    defer { fclose(file) }
    var head = [UInt8](repeating: 0, count: 15)
    return fread(&head, 1, 15, file) == 15 && head.elementsEqual("SQLite format 3".utf8)
  }

  /// Whether another argument of the command is the same file.
  private static func isRead(_ file: stat) -> Bool {
    var words = Speech.otherArguments[...]
    while let word = words.popFirst() {
      if ["--output", "--page"].contains(word) {
        words = words.dropFirst()
        continue
      }
      var other = stat()
      if stat(word, &other) == 0, other.st_ino == file.st_ino, other.st_dev == file.st_dev {
        return true
      }
    }
    return false
  }

  private static func holdsTables(_ path: String) -> Bool {
    guard [".xlsx", ".csv", ".tsv"].contains(where: path.lowercased().hasSuffix),
      let reading = try? LoadedInput.table(path)
    else { return false }
    return (try? LoadedInput.workbook(reading).recognisedJob()) != nil
  }
}
