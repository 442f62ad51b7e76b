public import Diagnostics

/// Why a ledger cannot be used.
public struct LedgerError: Error, Hashable, Sendable {
  /// What stands in the way.
  public enum Reason: Hashable, Sendable {
    /// There is no such file.
    case missing
    /// Another program has been writing to it for longer than the time allowed.
    case locked
    /// The file is no ledger of this program.
    case notALedger
    /// It was written by a newer version.
    case newer(schema: Int)
    /// The file cannot be read as the database that it was.
    case damaged(String)
    /// The file, or the folder in which its journal must stand, cannot be written to.
    case notWritable
    /// The user may not read it.
    case notReadable
    /// The disk is full, or a limit on file sizes is reached.
    case diskFull
    /// A file stands where the copy is to be written.
    case copyExists
    /// Anything else that the database says.
    case database(String)
  }

  /// Path of the ledger.
  public let path: String
  /// What stands in the way.
  public let reason: Reason

  /// An error at a path.
  public init(_ path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// One sentence: the path, and what stands in the way.
  public var text: Bilingual {
    switch reason {
    case .missing: Bilingual(zh: "找不到台账 \(path)", en: "there is no ledger \(path)")
    case .locked:
      Bilingual(
        zh: "台账 \(path) 正被另一个程序写入，等待后仍未释放；本次没有写入",
        en:
          "another program is writing to the ledger \(path) and has not finished; nothing was written"
      )
    case .notALedger:
      Bilingual(zh: "\(path) 不是 allot 的台账", en: "\(path) is no ledger of allot")
    case .newer(let schema):
      Bilingual(
        zh: "台账 \(path) 由更新的版本写成（格式 \(schema)）",
        en: "the ledger \(path) was written by a newer version (schema \(schema))")
    case .damaged(let message):
      Bilingual(zh: "台账 \(path) 已损坏：\(message)", en: "the ledger \(path) is damaged: \(message)")
    case .notWritable:
      Bilingual(
        zh: "台账 \(path) 或其所在文件夹不可写；没有改动",
        en: "the ledger \(path) or its folder cannot be written to; nothing was changed")
    case .notReadable:
      Bilingual(zh: "没有权限读取台账 \(path)", en: "you may not read the ledger \(path)")
    case .diskFull:
      Bilingual(
        zh: "磁盘已满，台账 \(path) 未改动", en: "the disk is full; the ledger \(path) is unchanged")
    case .copyExists:
      Bilingual(zh: "\(path) 已存在，不覆盖", en: "\(path) is there already and is not written over")
    case .database(let message):
      Bilingual(zh: "台账 \(path)：\(message)", en: "the ledger \(path): \(message)")
    }
  }

  /// What to do next.
  public var next: Bilingual {
    switch reason {
    case .missing:
      Bilingual(
        zh: "核对路径；allot publish 和带 --ledger 的求解命令会新建台账",
        en: "check the path; allot publish and jobs with --ledger make a new one")
    case .locked:
      Bilingual(zh: "关闭另一个 allot 后重试", en: "close the other allot and try again")
    case .notALedger, .copyExists: Bilingual(zh: "换一个文件名", en: "name another file")
    case .newer: Bilingual(zh: "请升级 allot", en: "update allot")
    case .damaged:
      Bilingual(
        zh: "用 allot ledger verify 查看，从备份恢复",
        en: "look with allot ledger verify; restore a backup")
    case .notWritable:
      Bilingual(
        zh: "换一个可写的文件夹；只读查看请先用 allot ledger backup 复制",
        en: "use a folder that you may write to; to read only, copy it with allot ledger backup")
    case .notReadable:
      Bilingual(
        zh: "请保管台账的人用 allot ledger backup 复制一份给你",
        en: "ask whoever keeps it for a copy (allot ledger backup)")
    case .diskFull: Bilingual(zh: "腾出空间后重试", en: "make room and try again")
    case .database: Bilingual(zh: "重试；仍不行请从备份恢复", en: "try again; then restore a backup")
    }
  }
}
