public import Diagnostics
public import EquipmentSettlement

extension UseLedger {
  /// The page of a settlement: who owes whom as a matrix, the payments, what is open, plan against
  /// use, and a statement for each institution on a sheet of its own.
  ///
  /// - Precondition: `settlement` belongs to this ledger, as a checked one does.
  /// - Returns: One HTML document that needs no network.
  public func page(
    of settlement: Settlement, proof: ProofStatement, in language: Language
  ) -> String {
    SettlementPage(ledger: self, settlement: settlement, language: language, proof: proof).html
  }
}

extension UseLedger {
  /// What a notice of a settlement is called: 12月结算单, not an arrangement.
  public func noticeTitle(in language: Language) -> String {
    let name = draft.name
    guard language == .zh else {
      return name.isEmpty ? "Equipment settlement" : "Settlement: \(name)"
    }
    if name.isEmpty { return "设备共享结算单" }
    return name + (name.hasSuffix("结算") ? "单" : name.hasSuffix("结算单") ? "" : "结算单")
  }
}

/// The sections of the page of a settlement.
struct SettlementPage {
  let ledger: UseLedger
  let settlement: Settlement
  let language: Language
  let proof: ProofStatement

  var html: String {
    let (from, to) = (ledger.period.lowerBound, ledger.period.upperBound)
    let parties = ledger.institutions.indices.filter { i in
      settlement.lines.contains { $0.status != .ownUse && ($0.creditor == i || $0.debtor == i) }
    }
    return Page(
      language: language,
      title: ledger.noticeTitle(in: language),
      subtitle: say(
        "\(from) 至 \(to)，按实际使用记录；规则 \(ledger.draft.ruleVersion)；每条明细四舍五入到分一次",
        "\(from) to \(to), from the log of actual use; rules \(ledger.draft.ruleVersion); "
          + "each line rounded once, half up, to the 分"),
      figures: figures,
      sections: [matrix, payments, open, utilisation] + parties.map(statement), proof: proof
    ).html
  }

  private func count(_ status: Settlement.Line.Status) -> Int {
    settlement.lines.count { $0.status == status }
  }

  private var figures: [Page.Figure] {
    [
      .init(value: Money.yuan(settlement.total), caption: say("计费合计（元）", "yuan charged")),
      .init(
        value: "\(count(.charged))/\(settlement.lines.count)",
        caption: say("记录已计费", "entries charged")),
      .init(value: String(count(.toBeAgreed)), caption: say("待协商", "to be agreed")),
      .init(value: String(count(.toBeConfirmed)), caption: say("待双方确认", "to be confirmed")),
      .init(value: String(settlement.payments.count), caption: say("付款笔数", "payments")),
      .init(
        value: Money.yuan(settlement.payments.reduce(0) { $0 + $1.fen }),
        caption: say("实际支付（元）", "yuan to be paid")),
    ]
  }

  private var matrix: Markup {
    let net = settlement.netMatrix(institutions: ledger.institutions.count)
    let parties = net.indices.filter { i in
      settlement.pairs.contains { $0.first == i || $0.second == i }
    }
    return section(say("净额矩阵（元）", "Net matrix (yuan)"), id: "matrix") {
      if parties.isEmpty {
        tag("p") { say("没有单位之间的费用。", "No institution owes another one.") }
      } else {
        tag("p", .class("soft", "small")) {
          say(
            "行单位应向列单位收取的净额；负数为应付。矩阵反对称，全部合计为 0.00。",
            "What the row is owed by the column, net; negative is to be paid. The matrix is "
              + "antisymmetric and sums to 0.00.")
        }
        scrolling(say("净额矩阵", "Net matrix")) {
          tag("table") {
            tag("thead") {
              tag("tr") {
                tag("th") { say("单位", "Institution") }
                for j in parties {
                  tag("th", .class("number")) { ledger.institutions[j].id }
                }
                tag("th", .class("number")) { say("合计", "Sum") }
              }
            }
            tag("tbody") {
              for i in parties {
                tag("tr") {
                  tag("th", Attribute("scope", "row"), .class("unit")) { name(i) }
                  for j in parties {
                    tag("td", .class("number")) { i == j ? "" : amount(net[i][j]) }
                  }
                  tag("th", .class("number")) { printed(Money.yuan(net[i].reduce(0, +))) }
                }
              }
            }
          }
        }
      }
    }
  }

  private var payments: Markup {
    section(say("付款", "Payments"), id: "payments") {
      for netting in settlement.nettings {
        tag("p") { text(of: netting) }
      }
      scrolling(say("付款", "Payments")) {
        tag("table") {
          tag("thead") {
            tag("tr") {
              tag("th") { say("付款单位", "Payer") }
              tag("th") { say("收款单位", "Payee") }
              tag("th", .class("number")) { say("金额（元）", "Yuan") }
              if language == .zh { tag("th") { "大写" } }
              tag("th") { say("依据", "Basis") }
            }
          }
          tag("tbody") {
            for payment in settlement.payments {
              tag("tr") {
                tag("td") { name(payment.payer) }
                tag("td") { name(payment.payee) }
                tag("td", .class("number")) { Money.yuan(payment.fen) }
                if language == .zh { tag("td") { Money.capitals(payment.fen) } }
                tag("td") {
                  payment.agreement.map { ledger.agreements[$0].id } ?? say("双边对账", "bilateral")
                }
              }
            }
          }
        }
      }
    }
  }

  private func text(of netting: Settlement.Netting) -> String {
    let id = ledger.agreements[netting.agreement].id
    let transfers = settlement.payments.count { $0.agreement == netting.agreement }
    let isProven = transfers == netting.fewestTransfers
    return say(
      "轧差协议 \(id)：\(netting.balances.count) 个单位，\(netting.groups.count) 组，\(transfers) 笔付款，"
        + (isProven ? "已证明不能更少。" : "至少需要 \(netting.fewestTransfers) 笔。"),
      "Netting agreement \(id): \(counted(netting.balances.count, "member")) in "
        + "\(counted(netting.groups.count, "group")), \(counted(transfers, "payment")), "
        + (isProven ? "proven fewest." : "\(netting.fewestTransfers) at least."))
  }

  private var open: Markup {
    let lines = settlement.lines.filter { $0.status == .toBeAgreed || $0.status == .toBeConfirmed }
    return section(say("未计入合计的记录", "Entries not in the total"), id: "open") {
      if lines.isEmpty {
        tag("p") { say("没有。", "None.") }
      } else {
        tag("ul", .class("plain")) {
          for line in lines {
            tag("li") {
              tag("span", line.status == .toBeAgreed ? Tone.gold.mark : Tone.grey.mark) {
                line.status.title[language]
              }
              " \(name(line.creditor)) ← \(name(line.debtor))　"
                + ledger.text(of: line)[language]
            }
          }
        }
      }
    }
  }

  func name(_ i: Int) -> String { "\(ledger.institutions[i].id) \(ledger.institutions[i].name)" }

  /// An amount; nothing is owed where a dash stands.
  func amount(_ fen: Int) -> String { fen == 0 ? "–" : printed(Money.yuan(fen)) }

  func say(_ zh: String, _ en: String) -> String { language.say(zh, en) }
}
