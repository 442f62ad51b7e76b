internal import Foundation
internal import GRDB
import Interchange

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A ledger file: the history of rounds, terms and bookings, an SQLite database.
///
/// Nothing in it is ever changed but for personal fields, which ``purge(before:at:)`` replaces by their
/// hashes. Every entry carries the hash of the one before, so ``defects(expecting:)`` finds whatever was
/// altered. Writers wait for one another; each entry is written whole or not at all, also when the
/// process is killed or the disk is full.
public struct LedgerFile: Sendable {
  /// Path of the file.
  public let path: String
  let queue: DatabaseQueue

  /// Opens a ledger and brings it to the present version.
  ///
  /// - Parameters:
  ///   - path: Path of the file.
  ///   - isMade: Whether a file that is not there is made, readable by its owner alone.
  ///   - patience: Seconds to wait for another program that is writing.
  /// - Throws: ``LedgerError``.
  public init(_ path: String, isMade: Bool = true, patience: Double = 10) throws(LedgerError) {
    self.path = path
    let isThere = access(path, F_OK) == 0
    guard isThere || isMade else { throw LedgerError(path, .missing) }
    do {
      SavingFolders.tidy(Self.folder(of: path))
      if !isThere { try Self.make(path, patience: patience) }
      queue = try Self.connect(path, patience: patience)
    } catch {
      throw LedgerError(path, error)
    }
  }

  /// Makes a ledger under a name of its own and then gives it its place, in one step.
  ///
  /// So no other program ever meets half a ledger, what cannot be made leaves nothing behind, and of several
  /// programs that make it at once one succeeds and the others go on with what it made.
  private static func make(_ path: String, patience: Double) throws {
    let folder = folder(of: path)
    func refusal() -> LedgerError {
      LedgerError(path, errno == ENOSPC || errno == EDQUOT ? .diskFull : .notWritable)
    }
    let folders = SavingFolders()
    // It will hold personal data: for its owner alone, and journals take over the mode.
    guard let (draft, file) = folders.makeFile(in: folder, ending: ".db") else { throw refusal() }
    close(file)
    defer {
      for ending in ["-journal", "-wal", "-shm", ""] { unlink(draft + ending) }
      withExtendedLifetime(folders) {}
    }
    try connect(draft, patience: patience).close()
    // On a full disk a journal may be left that did not fit into the file.
    guard access(draft + "-wal", F_OK) != 0, isWhole(draft) else {
      throw LedgerError(path, .diskFull)
    }
    if link(draft, path) != 0, errno != EEXIST || access(path, F_OK) != 0 {
      // A file system without links, or a link that leads to no file yet: it is filled where it stands.
      let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw refusal() }
      close(descriptor)
    }
    let entry = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if entry >= 0 {
      fsync(entry)
      close(entry)
    }
  }

  static func folder(of path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  private static func connect(_ path: String, patience: Double) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.busyMode = .timeout(patience)
    configuration.prepareDatabase { db in
      // What is deleted is overwritten, and a commit is on the disk when it returns.
      try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL")
    }
    // A folder that cannot be written to has no room for the journal; a ledger that was closed properly
    // needs none to be read.
    if access(folder(of: path), W_OK) != 0 || access(path, W_OK) != 0 {
      return try connectUnchanging(path)
    }
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      // Setting the journal where it is set would rewrite a page, and reading must leave the bytes alone, as
      // must whoever meets another program's file.
      if try Schema.version(of: db, path: path) >= 0,
        try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal"
      {
        try db.execute(sql: "PRAGMA journal_mode = WAL")
      }
    }
    try queue.write { try Schema.migrate($0, path: path) }
    return queue
  }

  /// Whether a ledger that was just made has its version in its header (SQLite file format, 1.3, offset 60).
  ///
  /// Only for a file that nobody has opened: closing it ends the locks that this process has on it, of all its
  /// connections (SQLite, How To Corrupt An SQLite Database File, 2.2).
  private static func isWhole(_ draft: String) -> Bool {
    let file = FileHandle(forReadingAtPath: draft)
    let header = (try? file?.read(upToCount: 100)) ?? Data()
    return header.dropFirst(60).prefix(4).contains { $0 != 0 }
  }

  /// Opens a file that nobody can write to.
  private static func connectUnchanging(_ path: String) throws -> DatabaseQueue {
    guard access(path, R_OK) == 0 else { throw LedgerError(path, .notReadable) }
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
    let waiting = attributes?[.size] as? Int ?? 0
    guard waiting == 0 else { throw LedgerError(path, .notWritable) }
    var configuration = Configuration()
    configuration.readonly = true
    var address = URLComponents()
    address.scheme = "file"
    address.path = URL(fileURLWithPath: path).standardizedFileURL.path
    address.queryItems = [URLQueryItem(name: "immutable", value: "1")]
    let queue = try DatabaseQueue(path: address.string ?? path, configuration: configuration)
    try queue.read { db in
      // An older file would have to be brought up to date.
      guard try Int.fetchOne(db, sql: "PRAGMA user_version") == Schema.steps.count else {
        throw LedgerError(path, .notWritable)
      }
      try Schema.check(db, path: path)
    }
    return queue
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    do { return try queue.read(body) } catch { throw LedgerError(path, error) }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    do { return try queue.write(body) } catch { throw LedgerError(path, error) }
  }
}

extension LedgerError {
  /// What the database's error means for the user.
  init(_ path: String, _ error: any Error) {
    if let error = error as? LedgerError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(path, .database("\(error)"))
      return
    }
    let reason: Reason =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED: .locked
      case .SQLITE_NOTADB: .notALedger
      case .SQLITE_CORRUPT: .damaged(error.message ?? "")
      case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .notWritable
      // A limit on the size of files shows as a failed write.
      case .SQLITE_FULL: .diskFull
      case .SQLITE_IOERR where Self.wasWriting(error.extendedResultCode): .diskFull
      default: .database(error.message ?? "\(error.resultCode)")
      }
    self.init(path, reason)
  }

  private static func wasWriting(_ code: ResultCode) -> Bool {
    [
      .SQLITE_IOERR_WRITE, .SQLITE_IOERR_TRUNCATE, .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_SHMSIZE,
      .SQLITE_IOERR_SHMOPEN,
    ].contains(code)
  }
}
