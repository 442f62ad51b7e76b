public import Diagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Why a file could not be read or written.
public struct FileError: Error, Hashable, Sendable {
  /// What was attempted.
  public enum Operation: String, Hashable, Sendable {
    /// Reading a file or listing a folder.
    case read
    /// Writing a file.
    case write
  }

  /// What stood in the way.
  public enum Reason: Hashable, Sendable {
    /// There is no such file or folder.
    case missing
    /// The rights do not allow it.
    case notPermitted
    /// A folder stands where a file is wanted.
    case isFolder
    /// A file stands where a folder is wanted.
    case isNotFolder
    /// The file is larger than the limit, in bytes.
    case tooLarge(limit: Int)
    /// The disk is full or a quota is used up.
    case diskFull
    /// The disk cannot be written to.
    case readOnlyDisk
    /// The last save of a folder was interrupted and cannot be finished here.
    case saveUnfinished
    /// Somebody else has been saving in the folder for long.
    case folderBusy
    /// Another reason, with the number and the words of the operating system.
    case system(code: Int32, message: String)
  }

  /// The path as the user gave it.
  public let path: String
  /// What was attempted.
  public let operation: Operation
  /// What stood in the way.
  public let reason: Reason

  /// An error at a path.
  public init(_ path: String, _ operation: Operation, _ reason: Reason) {
    self.path = path
    self.operation = operation
    self.reason = reason
  }

  init(_ path: String, _ operation: Operation, code: Int32) {
    let reason: Reason =
      switch code {
      case ENOENT: .missing
      case EACCES, EPERM: .notPermitted
      case EISDIR: .isFolder
      case ENOTDIR: .isNotFolder
      case ENOSPC, EDQUOT: .diskFull
      case EROFS: .readOnlyDisk
      default: .system(code: code, message: String(cString: strerror(code)))
      }
    self.init(path, operation, reason)
  }

  /// One sentence: the path, what failed, and what to try.
  public var text: Bilingual {
    let task =
      operation == .read
      ? Bilingual(zh: "无法读取", en: "cannot read") : Bilingual(zh: "无法写入", en: "cannot write")
    let why: Bilingual =
      switch reason {
      case .missing:
        operation == .read
          ? Bilingual(zh: "文件或文件夹不存在", en: "there is no such file or folder")
          : Bilingual(zh: "所在文件夹不存在", en: "its folder does not exist")
      case .notPermitted: Bilingual(zh: "没有权限", en: "permission denied")
      case .isFolder: Bilingual(zh: "这是一个文件夹", en: "it is a folder")
      case .isNotFolder: Bilingual(zh: "路径中有一项不是文件夹", en: "part of the path is not a folder")
      case .tooLarge(let limit):
        Bilingual(
          zh: "文件超过\(limit / 1_048_576) MiB的上限", en: "it is larger than \(limit / 1_048_576) MiB")
      case .diskFull: Bilingual(zh: "磁盘已满或超出配额", en: "the disk is full or a quota is used up")
      case .readOnlyDisk: Bilingual(zh: "磁盘为只读", en: "the disk is read-only")
      case .saveUnfinished:
        Bilingual(
          zh: "上次保存被中断，补完它需要写入权限",
          en: "its last save was interrupted; finishing it needs the right to write")
      case .folderBusy:
        Bilingual(zh: "另一个程序正在该文件夹中保存", en: "another program is saving in the folder")
      case .system(let code, let message):
        Bilingual(zh: "系统错误\(code)（\(message)）", en: "system error \(code), \(message)")
      }
    return Bilingual(zh: "\(task.zh)“\(path)”：\(why.zh)。", en: "\(task.en) \"\(path)\": \(why.en).")
  }
}
