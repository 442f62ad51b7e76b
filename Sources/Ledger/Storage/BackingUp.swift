internal import GRDB
internal import Foundation
import Interchange

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

extension LedgerFile {
  /// Copies the ledger, as it stands at one moment, into one new file without a journal.
  ///
  /// - Throws: ``LedgerError``, also if something stands at `copy`; no file is left there then.
  public func backUp(to copy: String) throws(LedgerError) {
    guard access(copy, F_OK) != 0 else { throw LedgerError(copy, .copyExists) }
    let folders = SavingFolders()
    // The database fills an empty file, and would make one that everybody may read.
    guard let (partial, place) = folders.makeFile(in: LedgerFile.folder(of: copy), ending: ".db")
    else {
      throw LedgerError(copy, errno == ENOSPC || errno == EDQUOT ? .diskFull : .notWritable)
    }
    close(place)
    defer {
      for ending in ["-journal", ""] { unlink(partial + ending) }
      withExtendedLifetime(folders) {}
    }
    do {
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM INTO ?", arguments: [partial])
      }
    } catch {
      throw LedgerError(copy, error)
    }
    let descriptor = open(partial, O_RDONLY | O_CLOEXEC)
    let isOnDisk = descriptor >= 0 && fsync(descriptor) == 0
    if descriptor >= 0 { close(descriptor) }
    // A link, not a rename: it fails if somebody else made the file meanwhile.
    guard isOnDisk, link(partial, copy) == 0 else {
      throw LedgerError(copy, errno == EEXIST ? .copyExists : .notWritable)
    }
  }
}
