#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The folders in which a save keeps files under temporary names, locked until the save is over.
///
/// A process that is killed loses its locks and leaves its files. So all who save in a folder share a lock on it
/// (`flock`), and whoever can have it alone when he begins knows that nobody is saving there: what bears a
/// temporary name is dead, and he removes it. The folder is locked and not the files, of which there may be more
/// than a process can hold open, and of which a database must not be opened beside SQLite (``LedgerFile``). Where
/// a folder cannot be locked, nothing is removed.
///
/// A save of several files has the folder alone (``enterAlone(_:)``), and who reads a folder shares the lock, so
/// that nobody mixes or sees a mixture of two saves.
package final class SavingFolders {
  /// How temporary names begin; six characters follow.
  static let prefix = temporaryPrefix + "saving-"
  /// How they may end: a ledger has journals beside it.
  private static let endings = ["", ".db", ".db-journal", ".db-wal", ".db-shm"]

  /// How often somebody else's lock is asked for again, and after how many microseconds: for ten seconds.
  private static let (attempts, pause) = (5_000, UInt32(2_000))

  /// By the folders' paths without links and dots.
  private var descriptors: [String: Int32] = [:]

  /// A save that has not begun.
  package init() {}

  deinit {
    for descriptor in descriptors.values { close(descriptor) }
  }

  /// Makes an empty file for its owner alone, in a folder that is locked from now on.
  ///
  /// - Parameters:
  ///   - folder: The folder.
  ///   - ending: The end of the file's name.
  /// - Returns: Its path and an open descriptor; `nil`, with `errno` set, if it cannot be made.
  package func makeFile(in folder: String, ending: String = "") -> (path: String, file: Int32)? {
    enter(folder)
    var template = Array("\(folder)/\(Self.prefix)XXXXXX\(ending)".utf8CString)
    let file = mkstemps(&template, Int32(ending.utf8.count))
    guard file >= 0 else { return nil }
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    return (Self.text(template), file)
  }

  /// Makes an empty folder for its owner alone; `nil`, with `errno` set, if it cannot be made.
  func makeFolder(in folder: String) -> String? {
    enter(folder)
    var template = Array("\(folder)/\(Self.prefix)XXXXXX".utf8CString)
    let isMade = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    return isMade ? Self.text(template) : nil
  }

  /// Removes what killed processes left in a folder, unless somebody is saving there.
  package static func tidy(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    if lock(descriptor, LOCK_EX) { removeDead(in: folder) }
    close(descriptor)
  }

  /// Shares a folder, unless that has happened already. Whoever is alone there finishes and tidies up first what
  /// killed processes left.
  func enter(_ folder: String) {
    guard let descriptor = opened(folder) else { return }
    if Self.lock(descriptor, LOCK_EX) {
      try? PendingSave.finish(in: folder)
      Self.removeDead(in: folder)
    }
    // A save of this folder is over soon; a foreign lock must not hold up a single file.
    _ = Self.wait(for: descriptor, LOCK_SH)
  }

  /// Keeps everybody else out of a folder, where it can be locked, and finishes what a killed save left.
  ///
  /// - Throws: ``FileError`` if somebody else stays in the folder for ten seconds.
  func enterAlone(_ folder: String) throws(FileError) {
    if let descriptor = opened(folder), Self.wait(for: descriptor, LOCK_EX) == EWOULDBLOCK {
      throw FileError(folder, .write, .folderBusy)
    }
    try PendingSave.finish(in: folder)
    Self.removeDead(in: folder)
  }

  /// Shares a folder to read its files: nobody saves several of them meanwhile, and what a killed save left is
  /// finished.
  ///
  /// - Throws: ``FileError`` if it cannot be finished.
  func enterToRead(_ folder: String) throws(FileError) {
    if let descriptor = opened(folder) { _ = Self.wait(for: descriptor, LOCK_SH) }
    try PendingSave.finish(in: folder)
  }

  /// A descriptor of a folder that was not entered yet.
  private func opened(_ folder: String) -> Int32? {
    let key = resolvedPath(folder) ?? folder
    guard descriptors[key] == nil else { return nil }
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    descriptors[key] = descriptor
    return descriptor
  }

  /// Waits for a lock; returns 0, or why it cannot be had: `EWOULDBLOCK` if somebody else keeps it.
  private static func wait(for descriptor: Int32, _ kind: Int32) -> Int32 {
    for _ in 0..<attempts {
      if lock(descriptor, kind) { return 0 }
      let code = errno
      guard code == EWOULDBLOCK else { return code }
      usleep(pause)
    }
    return EWOULDBLOCK
  }

  private static func lock(_ descriptor: Int32, _ kind: Int32) -> Bool {
    retrying { flock(descriptor, kind | LOCK_NB) } == 0
  }

  /// Removes the temporary files and folders of this user, whom nobody else disturbs now.
  private static func removeDead(in folder: String) {
    guard let names = try? allNames(in: folder) else { return }
    // A save that counts already needs its files until somebody finishes it.
    guard !names.contains(PendingSave.name) else { return }
    for name in names where isTemporary(name) {
      let path = "\(folder)/\(name)"
      var information = stat()
      guard lstat(path, &information) == 0, information.st_uid == geteuid() else { continue }
      switch information.st_mode & S_IFMT {
      case S_IFREG: unlink(path)
      case S_IFDIR:
        for inner in (try? allNames(in: path)) ?? [] { unlink("\(path)/\(inner)") }
        rmdir(path)
      default: break
      }
    }
  }

  private static func isTemporary(_ name: String) -> Bool {
    guard name.hasPrefix(prefix) else { return false }
    let rest = name.dropFirst(prefix.count)
    return rest.prefix(6).utf8.count == 6 && endings.contains(String(rest.dropFirst(6)))
  }

  private static func text(_ path: [CChar]) -> String {
    path.withUnsafeBytes { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

/// Names of all entries of a folder but `.` and `..`, in no order.
///
/// - Throws: ``FileError``.
func allNames(in path: String) throws(FileError) -> [String] {
  guard let stream = opendir(path) else { throw FileError(path, .read, code: errno) }
  defer { closedir(stream) }
  var names: [String] = []
  while true {
    errno = 0
    guard let entry = readdir(stream) else { break }
    let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != "." && name != ".." { names.append(name) }
  }
  if errno != 0 { throw FileError(path, .read, code: errno) }
  return names
}
