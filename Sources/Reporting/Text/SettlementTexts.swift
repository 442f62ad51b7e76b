public import Diagnostics
public import EquipmentSettlement

extension UseLedger {
  /// The payments as a table for a terminal, then what could not be charged and why.
  ///
  /// - Parameters:
  ///   - settlement: A checked settlement of this ledger.
  ///   - language: Language of headings and texts.
  ///   - width: Terminal columns to fit into; `nil` for no limit.
  /// - Returns: Lines without a final line break.
  public func tables(
    of settlement: Settlement, in language: Language, width: Int? = nil
  ) -> String {
    var table = TextTable([
      .init(language.say("付款单位", "payer")), .init(language.say("收款单位", "payee")),
      .init(language.say("金额(元)", "yuan"), .right), .init(language.say("依据", "basis")),
    ])
    for payment in settlement.payments {
      table.append([
        party(payment.payer), party(payment.payee), Money.yuan(payment.fen),
        payment.agreement.map { agreements[$0].id } ?? language.say("双边", "bilateral"),
      ])
    }
    var parts = [
      language.say(
        "计费合计 \(Money.yuan(settlement.total)) 元",
        "charged in total: \(Money.yuan(settlement.total)) yuan"),
      table.isEmpty
        ? language.say("没有需要支付的款项。", "nothing is to be paid.") : table.text(within: width),
    ]
    for status in [Settlement.Line.Status.toBeAgreed, .toBeConfirmed] {
      let lines = settlement.lines.filter { $0.status == status }
      if lines.isEmpty { continue }
      let title =
        language.say(
          "\(status.title.zh)，未计入合计（\(lines.count) 条）：",
          "\(status.title.en), not in the total (\(lines.count)):")
      parts.append(
        ([title] + lines.map { "  " + printable(text(of: $0)[language]) })
          .joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  private func party(_ i: Int) -> String { "\(institutions[i].id) \(institutions[i].name)" }
}
