#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Replaces several files of a folder, which is made if it is missing: all of them or, if the disk is full,
/// the process is killed or anything else keeps one from being written, none.
///
/// A new folder is filled under a temporary name and takes its own in one step. In an old one, all bytes reach
/// the disk under temporary names first; then a list of them, `.allot-pending`, takes its name in one step, and
/// from then on the save counts: whoever reads the folder with ``entryNames(ofFolder:)`` after a kill or a
/// power cut first gives the files that are left on the list their names. Other files of the folder stay. A
/// link is followed and its file replaced by itself. Two saves of one folder come one after the other.
///
/// - Parameters:
///   - folder: Path of the folder.
///   - files: Names and bytes.
/// - Throws: ``FileError``; all old files are then untouched and the temporary ones removed.
public func replaceFiles(
  in folder: String, with files: [(name: String, bytes: [UInt8])]
) throws(FileError) {
  let isThere = (try? isFolder(folder)) != nil
  if !isThere, try madeFolder(at: folder, holding: files) { return }
  try makeFolder(at: folder)
  let folders = SavingFolders()
  defer { withExtendedLifetime(folders) {} }
  try folders.enterAlone(folder)
  var staged: [StagedFile] = []
  do throws(FileError) {
    for file in files {
      staged.append(try StagedFile(for: "\(folder)/\(file.name)", file.bytes, in: folders))
    }
    if staged.count > 1 { try PendingSave(of: staged, in: folder).commit(in: folders) }
  } catch {
    for file in staged { file.remove() }
    throw error
  }
  for file in staged { try file.takeName(isListed: staged.count > 1) }
  try syncFolder(folder, for: folder)
  PendingSave.forget(in: folder)
}

/// Makes a folder that holds files, in one step.
///
/// - Returns: Whether it was made; `false` if somebody else was quicker.
private func madeFolder(
  at path: String, holding files: [(name: String, bytes: [UInt8])]
) throws(FileError) -> Bool {
  let parent = parentFolder(of: path)
  try makeFolder(at: parent)
  let folders = SavingFolders()
  // Until the folder has its name.
  defer { withExtendedLifetime(folders) {} }
  guard let temporary = folders.makeFolder(in: parent) else {
    throw FileError(path, .write, code: errno)
  }
  var written: [String] = []
  func remove() {
    for file in written { unlink(file) }
    rmdir(temporary)
  }
  do throws(FileError) {
    for file in files {
      let staged = try StagedFile(for: "\(temporary)/\(file.name)", file.bytes, in: folders)
      try staged.takeName()
      written.append(staged.target)
    }
    try syncFolder(temporary, for: path)
    guard chmod(temporary, 0o755) == 0, rename(temporary, path) == 0 else {
      let code = errno
      guard code == ENOTEMPTY || code == EEXIST else { throw FileError(path, .write, code: code) }
      remove()
      return false
    }
  } catch {
    remove()
    // What the user named, not what stood in for it.
    throw FileError(path, error.operation, error.reason)
  }
  try syncFolder(parent, for: path)
  return true
}

/// The list of a save of several files: under which temporary name each stands until it takes its own.
struct PendingSave {
  /// Name of the list in the folder that is saved.
  static let name = temporaryPrefix + "pending"

  let folder: String
  let entries: [(temporary: String, name: String)]

  /// The files that stand in the folder itself; those behind links take their names by themselves.
  init(of files: [StagedFile], in folder: String) {
    self.folder = folder
    let home = resolvedPath(folder) ?? folder
    entries = files.compactMap { file in
      let place = parentFolder(of: file.target)
      guard place == folder || (resolvedPath(place) ?? place) == home else { return nil }
      return (String(Self.lastPart(file.temporary)), String(Self.lastPart(file.target)))
    }
  }

  /// From here on the save counts.
  func commit(in folders: SavingFolders) throws(FileError) {
    let list = try StagedFile(
      for: "\(folder)/\(Self.name)",
      entries.flatMap { Array($0.temporary.utf8) + [0] + Array($0.name.utf8) + [0] },
      in: folders)
    try syncFolder(folder, for: folder)
    try list.takeName()
    try syncFolder(folder, for: folder)
  }

  /// Gives the files of an interrupted save their names.
  ///
  /// - Throws: ``FileError`` if there is such a save and the folder cannot be written to.
  static func finish(in folder: String) throws(FileError) {
    guard let list = try? InputFile(reading: "\(folder)/\(name)").bytes else { return }
    let words = list.split(separator: 0, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
    for i in stride(from: 0, to: words.count - 1, by: 2) {
      let (temporary, target) = (words[i], words[i + 1])
      // A list that came with the folder from elsewhere moves nothing but files of its own.
      guard temporary.hasPrefix(temporaryPrefix), !temporary.utf8.contains(UInt8(ascii: "/")),
        !target.isEmpty, !target.hasPrefix("."), !target.utf8.contains(UInt8(ascii: "/"))
      else { continue }
      let isDone = rename("\(folder)/\(temporary)", "\(folder)/\(target)") == 0 || errno == ENOENT
      guard isDone else { throw FileError(folder, .read, .saveUnfinished) }
    }
    try syncFolder(folder, for: folder)
    forget(in: folder)
  }

  static func forget(in folder: String) { unlink("\(folder)/\(name)") }

  private static func lastPart(_ path: String) -> Substring {
    path.split(separator: "/").last ?? path[...]
  }
}

/// Names of the entries of a folder in the order of their bytes, without those that begin with a dot. A save
/// of the folder that was interrupted is finished first.
///
/// - Throws: ``FileError``.
public func entryNames(ofFolder path: String) throws(FileError) -> [String] {
  try readingFolder(path) { $0 }
}

/// Reads files of a folder while nobody saves several of them there.
///
/// - Parameters:
///   - path: The folder.
///   - body: Takes the names as ``entryNames(ofFolder:)`` gives them.
/// - Returns: What `body` returns.
/// - Throws: ``FileError``.
func readingFolder<Result>(
  _ path: String, _ body: ([String]) throws(FileError) -> Result
) throws(FileError) -> Result {
  let folders = SavingFolders()
  defer { withExtendedLifetime(folders) {} }
  try folders.enterToRead(path)
  return try body(
    try allNames(in: path).filter { !$0.hasPrefix(".") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
}
