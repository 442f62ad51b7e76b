internal import Foundation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A ledger that is being made, under a name of its own beside its place.
///
/// An empty file `.allot-ledger-` and six characters is locked by whoever makes the database `….db` beside it, until
/// both are gone. A process that is killed loses its locks: what can be locked is dead, and whoever opens a ledger in
/// the folder removes it. The database itself is never opened for this, because closing a file ends the locks of all
/// other threads on it, those on the finished ledger too (fcntl, which SQLite uses).
struct UnfinishedLedger {
  /// The database.
  var path: String { name + ".db" }
  private let name: String
  private let descriptor: Int32

  private static let prefix = ".allot-ledger-"

  /// An empty database with its lock; `nil`, with `errno` set, if none can be made.
  init?(in folder: String) {
    var held = (name: "", descriptor: Int32(-1))
    repeat {
      var template = Array("\(folder)/\(Self.prefix)XXXXXX".utf8CString)
      held.descriptor = mkstemp(&template)
      guard held.descriptor >= 0 else { return nil }
      held.name = template.withUnsafeBytes {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      // Where nothing can be locked, nobody else can lock it either. Before it was, it may have been taken for dead.
      if !Self.lock(held.descriptor, waits: true) || Self.isAt(held.name, held.descriptor) { break }
      close(held.descriptor)
    } while true
    (name, descriptor) = held
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    // It holds personal data: for its owner alone, and journals take over the mode.
    let database = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard database >= 0 else {
      let code = errno
      remove()
      errno = code
      return nil
    }
    close(database)
  }

  /// Removes the database with its journals and lets go of the lock.
  func remove() {
    Self.remove(name)
    close(descriptor)
  }

  /// Removes the unfinished ledgers of a folder that nobody is making.
  static func removeDead(in folder: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix(prefix) && name.utf8.count == prefix.utf8.count + 6 {
      let path = "\(folder)/\(name)"
      let descriptor = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      defer { close(descriptor) }
      if lock(descriptor, waits: false), isAt(path, descriptor) { remove(path) }
    }
  }

  /// The locked file last: as long as anything is left, it is there to tell.
  private static func remove(_ name: String) {
    for ending in [".db-journal", ".db-wal", ".db-shm", ".db", ""] { unlink(name + ending) }
  }

  private static func lock(_ descriptor: Int32, waits: Bool) -> Bool {
    while true {
      if flock(descriptor, waits ? LOCK_EX : LOCK_EX | LOCK_NB) == 0 { return true }
      if errno != EINTR { return false }
    }
  }

  /// Whether the name still stands for the open file, a plain and empty one.
  private static func isAt(_ path: String, _ descriptor: Int32) -> Bool {
    var (named, opened) = (stat(), stat())
    return lstat(path, &named) == 0 && fstat(descriptor, &opened) == 0
      && named.st_ino == opened.st_ino && named.st_dev == opened.st_dev
      && opened.st_mode & S_IFMT == S_IFREG && opened.st_size == 0
  }
}
