import Diagnostics
import Interchange
import Reporting
import Workbooks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where results go: a file, replaced whole or not at all, or standard output for `-`.
enum Output {
  /// Writes a text to a path.
  ///
  /// - Throws: ``CommandFailure`` 73 if it cannot be created, 74 if it cannot be written to its end.
  static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// Writes the bytes of a file to a path.
  ///
  /// - Throws: ``CommandFailure`` 73 if it cannot be created, 74 if it cannot be written to its end.
  static func write(_ bytes: [UInt8], to path: String) throws {
    if path == "-" { return try Terminal.output.write(bytes) }
    try WrittenFile.check(path)
    do throws(FileError) {
      try replaceFile(at: path, with: bytes)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Writes a workbook as a folder of CSV files.
  ///
  /// - Throws: ``CommandFailure`` 73 also if the folder holds what an older answer would not.
  static func write(_ workbook: Workbook, to path: String) throws {
    try checkFolder(path, sheets: workbook.sheets.compactMap(\.name))
    do throws(FileError) {
      try WorkbookFolder.write(workbook, to: path)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Writes an `.xlsx` file.
  static func write(_ sheets: [FormattedSheet], to path: String, examples: Bool = false) throws {
    do {
      let bytes = try WorkbookFile.bytes(of: sheets, examples: examples)
      if path == "-" { return try Terminal.output.write(bytes) }
      try WrittenFile.check(path)
      try replaceFile(at: path, with: bytes)
    } catch let error as FileError {
      throw CommandFailure(error)
    } catch let error as WorkbookTooLarge {
      throw CommandFailure(
        .cannotCreate,
        Bilingual(
          zh: "工作表“\(error.sheet)”：\(error.text.zh)",
          en: "sheet \"\(error.sheet)\": \(error.text.en)"))
    }
  }

  /// Writes files of another program: a single text to the path, files with names into it as a folder.
  static func write(_ files: [(name: String?, text: String)], to path: String) throws {
    var named: [(name: String, bytes: [UInt8])] = []
    for file in files {
      guard let name = file.name, path != "-" else {
        try write(file.text, to: path)
        continue
      }
      // The name comes from an input and must not lead out of the folder.
      named.append((String(name.map { "/\\:\0".contains($0) ? "_" : $0 }), Array(file.text.utf8)))
    }
    guard !named.isEmpty else { return }
    do throws(FileError) {
      try replaceFiles(in: path, with: named)
    } catch {
      throw CommandFailure(error)
    }
  }

  /// Refuses a folder that is no older answer: one that holds other files, or the tables of an input.
  ///
  /// - Parameters:
  ///   - path: The folder.
  ///   - sheets: The sheets to be written, if they are known yet: an older answer shares one.
  /// - Throws: ``CommandFailure`` 73 if the folder is refused.
  static func checkFolder(_ path: String, sheets: [String] = []) throws {
    guard isExistingFolder(path) else { return }
    let entries: [String]
    do throws(FileError) { entries = try entryNames(ofFolder: path) } catch {
      throw CommandFailure(error)
    }
    let visible = entries.filter { !$0.hasPrefix(".") }
    let inputs = allJobs.flatMap { $0.tellingSheets }.map { "\($0).csv" }
    let own = sheets.map { "\($0).csv" }
    let isMixed = !own.isEmpty && !visible.isEmpty && !visible.contains(where: own.contains)
    let other =
      visible.first { !$0.hasSuffix(".csv") || inputs.contains($0) }
      ?? (isMixed ? visible.first : nil)
    guard let other else { return }
    throw CommandFailure(
      .cannotCreate,
      Bilingual(
        zh: "文件夹 \(path) 里有别的文件（\(printable(other))），不写入",
        en: "the folder \(path) holds other files (\(printable(other))); nothing is written to it"),
      next: Bilingual(zh: "请换一个新文件夹名", en: "name a new folder"))
  }

  /// Refuses to show on a terminal what nobody can read there.
  ///
  /// - Parameters:
  ///   - path: Where the user wants it.
  ///   - name: A name that a file of its kind might have.
  /// - Throws: ``CommandFailure`` 64.
  static func requireFile(_ path: String, such name: Bilingual) throws {
    guard path == "-", Terminal.output.isTerminal else { return }
    throw CommandFailure(
      .usage,
      Bilingual(
        zh: "网页和工作簿不在终端上显示", en: "pages and workbooks are not shown on a terminal"),
      next: Bilingual(
        zh: "加 --output \(name.zh)，或用管道接走", en: "add --output \(name.en), or pipe it on"))
  }

  /// Finds out before a long run whether its answer could be written afterwards.
  static func check(_ path: String) throws {
    if path == "-" || isSpecial(path) { return }
    try WrittenFile.check(path)
    var status = stat()
    let target = stat(path, &status) == 0 ? path : folder(of: path)
    guard access(target, W_OK) == 0 else {
      throw CommandFailure(
        FileError(path, .write, errno == ENOENT ? .missing : .notPermitted))
    }
  }

  /// Whether something stands at the path that is neither a regular file nor a folder, such as a
  /// pipe; it takes the bytes and is not replaced.
  static func isSpecial(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    let kind = status.st_mode & S_IFMT
    return kind != S_IFREG && kind != S_IFDIR
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// Whether a folder stands at the path.
func isExistingFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Whether anything stands at the path.
func exists(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0
}
