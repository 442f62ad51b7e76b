public import Diagnostics
public import EquipmentSettlement

/// A settlement as sheets: lines, statements, matrix, payments, utilisation.
public enum SettlementTables {
  /// One sheet for each part; amounts in 元 with two decimals, 待协商 where nothing is agreed.
  ///
  /// - Parameters:
  ///   - settlement: A checked settlement of `ledger`.
  ///   - ledger: The log and what was agreed.
  ///   - language: Language of names and headings.
  /// - Returns: The sheets as a workbook.
  public static func workbook(
    of settlement: Settlement, in ledger: UseLedger, language: Language
  ) -> Workbook {
    let writer = SettlementTableWriter(settlement: settlement, ledger: ledger, language: language)
    return Workbook(
      name: ledger.draft.name,
      sheets: [
        writer.lines, writer.pairs, writer.matrix, writer.payments, writer.utilisation,
      ])
  }
}

private struct SettlementTableWriter {
  let settlement: Settlement
  let ledger: UseLedger
  let language: Language

  private func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

  private func sheet(_ name: String, _ headings: [String], _ rows: [[String]]) -> Sheet {
    Sheet(file: ledger.draft.name, name: name, rows: [headings] + rows)
  }

  private func id(_ i: Int) -> String { ledger.institutions[i].id }
  private func name(_ i: Int) -> String { ledger.institutions[i].name }

  var lines: Sheet {
    sheet(
      say("明细", "Lines"),
      language == .zh
        ? [
          "记录号", "预约号", "设备编号", "所属单位", "使用单位", "项目/经费号", "状态", "起止", "计费分钟", "单价(元/小时)",
          "比例%", "金额(元)", "结论", "标准号", "协议号", "规则版本",
        ]
        : [
          "Entry", "Booking", "Device", "Owner", "User", "Fund", "Event", "When",
          "Charged minutes", "Price (yuan/h)", "Share %", "Amount (yuan)", "Result", "Tariff",
          "Agreement", "Rules",
        ],
      settlement.lines.map { line in
        let use = ledger.uses[line.use]
        let terms = line.tariff.map { ledger.tariffs[$0].terms }
        let span = use.entry.actual ?? use.entry.plan
        return [
          use.entry.id, use.entry.booking, use.entry.device, id(line.creditor), id(line.debtor),
          use.entry.fund, use.entry.event.title[language], span.map(ledger.text(of:)) ?? "",
          line.tariff == nil ? "" : String(line.minutes),
          terms?.fenPerHour.map(Money.yuan) ?? "",
          line.tariff == nil ? "" : Money.yuan(line.share),
          line.fen.map(Money.yuan) ?? line.status.title[language], line.status.title[language],
          terms?.id ?? "", terms?.agreement ?? "", ledger.draft.ruleVersion,
        ]
      })
  }

  /// One row for each institution and each of its partners, so that a filter makes a statement.
  var pairs: Sheet {
    var rows: [[String]] = []
    for i in ledger.institutions.indices {
      for pair in settlement.pairs where pair.first == i || pair.second == i {
        let other = pair.first == i ? pair.second : pair.first
        let earned = pair.first == i ? pair.owedToFirst : pair.owedToSecond
        let owed = pair.first == i ? pair.owedToSecond : pair.owedToFirst
        rows.append([
          id(i), name(i), id(other), name(other), Money.yuan(earned), Money.yuan(owed),
          Money.yuan(earned - owed),
        ])
      }
    }
    return sheet(
      say("往来对账", "Statements"),
      language == .zh
        ? ["单位编号", "单位名称", "对方编号", "对方名称", "应收(元)", "应付(元)", "净额(元)"]
        : [
          "Institution", "Name", "Partner", "Partner name", "Receivable (yuan)",
          "Payable (yuan)", "Net (yuan)",
        ], rows)
  }

  /// What the column owes the row, net.
  var matrix: Sheet {
    let net = settlement.netMatrix(institutions: ledger.institutions.count)
    let rows = net.enumerated().map { i, row in
      [id(i)] + row.map(Money.yuan) + [Money.yuan(row.reduce(0, +))]
    }
    return sheet(
      say("净额矩阵", "Net matrix"),
      [say("单位编号", "Institution")] + ledger.institutions.map(\.id) + [say("合计", "Sum")], rows)
  }

  var payments: Sheet {
    sheet(
      say("付款", "Payments"),
      language == .zh
        ? ["付款单位", "付款单位名称", "收款单位", "收款单位名称", "金额(元)", "大写", "依据"]
        : ["Payer", "Payer name", "Payee", "Payee name", "Amount (yuan)", "In capitals", "Basis"],
      settlement.payments.map { payment in
        [
          id(payment.payer), name(payment.payer), id(payment.payee), name(payment.payee),
          Money.yuan(payment.fen), Money.capitals(payment.fen),
          payment.agreement.map { ledger.agreements[$0].id } ?? say("双边", "bilateral"),
        ]
      })
  }

  var utilisation: Sheet {
    sheet(
      say("机时利用", "Utilisation"),
      language == .zh
        ? [
          "设备编号", "名称", "所属单位", "预约分钟", "使用分钟", "对外共享分钟", "使用次数", "无预约使用", "取消", "爽约",
          "额定分钟", "利用率%",
        ]
        : [
          "Device", "Name", "Owner", "Booked minutes", "Used minutes", "Shared minutes", "Uses",
          "Without booking", "Cancelled", "No-shows", "Base minutes", "Utilisation %",
        ],
      settlement.utilisation.enumerated().map { d, use in
        let device = ledger.devices[d]
        return [
          device.id, device.name, id(device.owner), String(use.planned), String(use.used),
          String(use.shared), String(use.useCount), String(use.unplannedCount),
          String(use.cancelledCount), String(use.noShowCount), String(use.base),
          Money.yuan(use.share),
        ]
      })
  }
}
