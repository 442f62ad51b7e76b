public import Diagnostics

/// A rule that a settlement breaks, with what was written and what was counted.
public enum SettlementViolation: Hashable, Sendable {
  /// The lines are not one for each entry of the log, in its order.
  case wrongLines
  /// A line differs from the count; `entry` is the identifier of the log's entry.
  case wrongLine(entry: String, written: Bilingual, counted: Bilingual)
  /// What two institutions owe each other differs from the sum of their lines.
  case wrongPair(first: String, second: String, written: Int, counted: Int)
  /// A netting agreement's balances, groups or number of transfers are wrong.
  case wrongNetting(agreement: String, what: String)
  /// What an institution pays less what it receives differs from what it owes; `party` may be a pair.
  case wrongPayments(party: String, written: Int, counted: Int)
  /// A payment names nobody, is not positive, or runs against its agreement.
  case wrongPayment(index: Int)
  /// A device's use differs from the count.
  case wrongUtilisation(device: String)

  /// The violation in words.
  public var text: Bilingual {
    switch self {
    case .wrongLines:
      Bilingual(zh: "明细与使用记录不一一对应", en: "the lines are not one for each entry of the log")
    case .wrongLine(let entry, let written, let counted):
      Bilingual(
        zh: "记录 \(entry) 的明细写作\(written.zh)，重新计算为\(counted.zh)",
        en: "the line of \(entry) says \(written.en), counted again it is \(counted.en)")
    case .wrongPair(let first, let second, let written, let counted):
      Bilingual(
        zh: "\(first) 与 \(second) 的往来写作 \(Money.yuan(written)) 元，明细合计为 \(Money.yuan(counted)) 元",
        en: "\(first) and \(second) are said to owe \(Money.yuan(written)), their lines sum to "
          + "\(Money.yuan(counted))")
    case .wrongNetting(let agreement, let what):
      Bilingual(zh: "轧差协议 \(agreement) 有误（\(what)）", en: "netting \(agreement) is wrong (\(what))")
    case .wrongPayments(let party, let written, let counted):
      Bilingual(
        zh: "\(party) 的付款净额为 \(Money.yuan(written)) 元，应为 \(Money.yuan(counted)) 元",
        en: "\(party) pays \(Money.yuan(written)) net and owes \(Money.yuan(counted))")
    case .wrongPayment(let index):
      Bilingual(zh: "第 \(index + 1) 笔付款无效", en: "payment \(index + 1) is not valid")
    case .wrongUtilisation(let device):
      Bilingual(zh: "设备 \(device) 的机时统计有误", en: "the use of device \(device) is miscounted")
    }
  }
}
