import Diagnostics
import Interchange
import Ledger

extension CommandFailure {
  /// The failure of reading or writing a file.
  init(_ error: FileError) {
    let status: ExitStatus
    let next: Bilingual
    switch (error.operation, error.reason) {
    case (.read, .tooLarge):
      status = .badData
      next = Bilingual(zh: "拆分输入后重试", en: "split the input and try again")
    case (.read, .saveUnfinished):
      status = .cannotWrite
      next = Bilingual(
        zh: "在可写的位置再运行一次本命令，或把文件夹连同隐藏文件一起复制过去",
        en: "run this again where you may write, or copy the folder there with its hidden files")
    case (.write, .folderBusy):
      status = .cannotWrite
      next = Bilingual(
        zh: "原文件未改动；等它结束后重试", en: "the old files are untouched; try again when it is done")
    case (.read, _):
      status = .inputMissing
      next = Bilingual(
        zh: "核对路径；没有数据时可用 allot sample 生成样例",
        en: "check the path; allot sample writes an example to start from")
    case (.write, .diskFull), (.write, .system):
      status = .cannotWrite
      next = Bilingual(
        zh: "原文件未改动；腾出磁盘空间后重试",
        en: "the old file is untouched; make room on the disk and try again")
    case (.write, _):
      status = .cannotCreate
      next = Bilingual(
        zh: "用 --output 指定一个存在且可写的文件夹中的文件",
        en: "with --output, name a file in an existing folder that you may write to")
    }
    self.init(status, error.text, next: next)
  }

  /// The faults of an input, all of them.
  init(
    _ rejected: RejectedInput,
    next: Bilingual = Bilingual(zh: "改正后重试", en: "correct it and try again")
  ) {
    let count = rejected.faults.list.count
    let report = { (language: Language) in rejected.report(in: language) }
    self.init(
      .badData,
      Bilingual(
        zh: "输入有 \(count) 处错误：\n\(report(.zh))",
        en: "\(counted(count, "fault")) in the input:\n\(report(.en))"),
      next: next, rejected: rejected)
  }

  /// Any error that leaves a command, as a failure with its status.
  init(unforeseen error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as FileError: self.init(error)
    case let error as RejectedInput: self.init(error)
    case let error as LedgerError: self.init(error)
    default:
      self.init(
        .unforeseen,
        Bilingual(zh: "内部错误：\(error)", en: "internal error: \(error)"),
        next: Bilingual(
          zh: "请带上输入文件与本行文字反馈；结果未写入",
          en: "please report this line with the input; nothing was written"))
    }
  }
}
