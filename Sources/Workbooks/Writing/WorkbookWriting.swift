internal import CXlsxWriter
public import Diagnostics
internal import Foundation
internal import Interchange

extension WorkbookFile {
  /// The bytes of an `.xlsx` file: real dates and numbers, identifiers as text, frozen headings, print
  /// areas on A4, notes and drop-downs.
  ///
  /// Every text is written as a text and can never run as a formula. The same sheets give the same bytes.
  ///
  /// - Parameters:
  ///   - sheets: The sheets in order; at least one.
  ///   - examples: Whether the rows are examples, which are then shown in grey italics.
  /// - Returns: The bytes of the file.
  /// - Throws: `FileError` if the temporary file cannot be written, `WorkbookTooLarge` for what no sheet
  ///   can hold.
  public static func bytes(of sheets: [FormattedSheet], examples: Bool = false) throws -> [UInt8] {
    // libxlsxwriter writes files only. The folder is for this process alone and goes away.
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("allot-\(UUID().uuidString)", isDirectory: true)
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw FileError(folder.path, .write, .system(code: EIO, message: "\(error)"))
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("book.xlsx").path
    var options = lxw_workbook_options()
    return try folder.path.withCString { directory in
      options.tmpdir = UnsafeMutablePointer(mutating: directory)
      guard let book = workbook_new_opt(path, &options) else {
        throw FileError(path, .write, .system(code: ENOMEM, message: "libxlsxwriter"))
      }
      var properties = lxw_doc_properties()
      // A fixed date: the same sheets must give the same bytes.
      properties.created = 1_767_225_600
      workbook_set_properties(book, &properties)
      var writer = SheetWriter(book, examples: examples)
      var failure: WorkbookTooLarge?
      for sheet in sheets where failure == nil {
        failure = writer.write(sheet)
      }
      // Closing also frees the book, so it is done in every case.
      let code = workbook_close(book)
      if let failure { throw failure }
      guard code == LXW_NO_ERROR else {
        throw FileError(
          path, .write, .system(code: EIO, message: String(cString: lxw_strerror(code))))
      }
      return try InputFile(reading: path).bytes
    }
  }
}

/// A sheet that no spreadsheet can hold.
public struct WorkbookTooLarge: Error, Hashable, Sendable {
  /// Name of the sheet.
  public let sheet: String
  /// What is too much.
  public let text: Bilingual
}
