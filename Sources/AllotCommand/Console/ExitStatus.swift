import Diagnostics
import Interchange
import Solving

/// Every exit status of `allot`, in one place.
///
/// The usage error 64 also comes from the argument parser; 65 to 74 are those of `sysexits.h`.
enum ExitStatus: Int32 {
  /// An answer was found: optimal, or within `--gap` if one was asked, or the best at the limit.
  case success = 0
  /// `verify` found a broken rule or a proof that does not hold.
  case violations = 1
  /// No answer satisfies the hard rules; the explanation was printed.
  case infeasible = 2
  /// Stopped at the limit with a gap wider than the one asked for.
  case gapTooWide = 3
  /// Stopped without an answer.
  case noAnswer = 4
  /// Wrong arguments.
  case usage = 64
  /// Bad data in an input.
  case badData = 65
  /// An input is not there.
  case inputMissing = 66
  /// Anything unforeseen.
  case unforeseen = 70
  /// An output cannot be created.
  case cannotCreate = 73
  /// An output cannot be written to its end.
  case cannotWrite = 74
  /// Interrupted by SIGINT; the best answer was saved.
  case interrupted = 130
  /// The reader of standard output has gone: 128 and the number of SIGPIPE, as a shell counts it.
  case brokenPipe = 141
  /// Interrupted by SIGTERM; the best answer was saved.
  case terminated = 143

  /// The status after a run.
  ///
  /// `askedGap` is the gap that the user asked for, `nil` if none; `signal` the signal that
  /// interrupted the run, `nil` if none did.
  init(
    termination: Termination, hasAnswer: Bool, gap: Double?, askedGap: Double?, signal: Int32?
  ) {
    if termination == .infeasible {
      self = .infeasible
    } else if termination == .cancelled, let signal {
      self = ExitStatus(rawValue: 128 + signal) ?? .interrupted
    } else if !hasAnswer {
      self = .noAnswer
    } else if let askedGap, termination != .optimal, gap.map({ $0 > askedGap }) ?? true {
      self = .gapTooWide
    } else {
      self = .success
    }
  }
}

extension ExitStatus {
  /// What to do next after a failure with this status that says nothing more special.
  var usualNext: Bilingual {
    switch self {
    case .usage:
      let command = Speech.otherArguments.prefix { !$0.hasPrefix("-") }.first
      let help = (["allot"] + (command.map { [$0] } ?? []) + ["--help"]).joined(separator: " ")
      return Bilingual(zh: help, en: help)
    case .violations:
      return Bilingual(
        zh: "用 allot verify 查看全部问题，改正后重新计算",
        en: "allot verify lists everything that is wrong; correct it and solve again")
    case .inputMissing:
      return Bilingual(
        zh: "核对路径；没有数据时可用 allot sample 生成样例",
        en: "check the path; allot sample writes an example to start from")
    case .cannotCreate, .cannotWrite:
      return Bilingual(
        zh: "用 --output 另指定一个可写的位置", en: "with --output, name another place that can be written to")
    case .badData:
      return Bilingual(zh: "改正后重试", en: "correct it and try again")
    case .infeasible, .gapTooWide, .noAnswer:
      return Bilingual(
        zh: "用 allot check 检查输入，改正后重试",
        en: "allot check finds what is wrong with an input; correct it and try again")
    case .success, .unforeseen, .interrupted, .brokenPipe, .terminated:
      return Bilingual(
        zh: "请带上输入文件与本行文字反馈", en: "please report this line with the input")
    }
  }
}

/// A reason to stop with a status, told in both languages, with what to do next.
struct CommandFailure: Error {
  let status: ExitStatus
  let message: Bilingual
  let next: Bilingual?
  /// The input with its faults, if those are the reason.
  let rejected: RejectedInput?

  init(
    _ status: ExitStatus, _ message: Bilingual, next: Bilingual? = nil,
    rejected: RejectedInput? = nil
  ) {
    self.status = status
    self.message = message
    self.next = next
    self.rejected = rejected
  }
}
