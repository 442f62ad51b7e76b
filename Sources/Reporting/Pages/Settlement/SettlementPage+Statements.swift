internal import Diagnostics
internal import EquipmentSettlement

/// Plan against use, and the sheets that institutions sign.
extension SettlementPage {
  var utilisation: Markup {
    section(say("机时利用", "Plan against use"), id: "utilisation") {
      tag("p", .class("soft", "small")) {
        say(
          "额定机时：通用设备 1400、专用设备 800 小时/年，按结算期天数折算，乘以台数。",
          "Base: 1,400 hours a year for general and 800 for special instruments, in proportion to "
            + "the days of the period, times the number of places.")
      }
      scrolling(say("机时利用", "Plan against use")) {
        tag("table") {
          tag("thead") {
            tag("tr") {
              tag("th") { say("设备", "Device") }
              tag("th") { say("所属单位", "Owner") }
              for heading in [
                say("预约 h", "Booked h"), say("使用 h", "Used h"), say("对外 h", "Shared h"),
                say("使用次数", "Uses"), say("无预约", "Unbooked"), say("取消", "Cancelled"),
                say("爽约", "No-shows"), say("额定 h", "Base h"), say("利用率", "Used"),
              ] {
                tag("th", .class("number")) { heading }
              }
              tag("th") { "" }
            }
          }
          tag("tbody") {
            for d in ledger.devices.indices { row(d, settlement.utilisation[d]) }
          }
        }
      }
    }
  }

  private func row(_ d: Int, _ use: Settlement.DeviceUse) -> Markup {
    let device = ledger.devices[d]
    let counts = [use.useCount, use.unplannedCount, use.cancelledCount, use.noShowCount]
    return tag("tr") {
      tag("th", Attribute("scope", "row")) { "\(device.id) \(device.name)" }
      tag("td") { name(device.owner) }
      for minutes in [use.planned, use.used, use.shared] {
        tag("td", .class("number")) { hours(minutes) }
      }
      for count in counts { tag("td", .class("number")) { String(count) } }
      tag("td", .class("number")) { hours(use.base) }
      tag("td", .class("number")) { "\(Money.yuan(use.share))%" }
      tag("td") {
        tag(
          "svg",
          Attribute.numbers(("width", 120), ("height", 16))
            + [Attribute("viewBox", "0 0 120 16"), Attribute("aria-hidden", "true")]
        ) {
          Drawing.rectangle(x: 0, y: 2, width: 120, height: 12, round: 3, .class("band"))
          if use.used > 0 {
            Drawing.rectangle(
              x: 0, y: 2, width: min(120, max(2, 120 * use.share / 10_000)), height: 12, round: 3,
              Tone.blue.fill)
          }
        }
      }
    }
  }

  /// Hours with one decimal.
  private func hours(_ minutes: Int) -> String { "\(minutes / 60).\(minutes % 60 / 6)" }

  /// The statement of an institution: what it is owed and owes line by line, what is open, and what
  /// it pays and receives.
  func statement(of i: Int) -> Markup {
    let lines = settlement.lines.filter { $0.status != .ownUse }
    let earned = lines.filter { $0.creditor == i }
    let owed = lines.filter { $0.debtor == i }
    return tag("section", Attribute("id", "statement-\(i + 1)"), .class("new-sheet")) {
      tag("h2") { say("对账单：", "Statement: ") + name(i) }
      tag("p", .class("soft", "small")) {
        "\(ledger.period.lowerBound) – \(ledger.period.upperBound)　"
          + say("规则 ", "rules ") + ledger.draft.ruleVersion
      }
      list(say("应收（本单位设备）", "Receivable (own devices)"), earned) { $0.debtor }
      list(say("应付（使用他单位设备）", "Payable (devices of others)"), owed) { $0.creditor }
      result(i)
      tag("p", .class("soft")) {
        say(
          "制表：　　　　　　审核：　　　　　　单位盖章：　　　　　　日期：",
          "Prepared by:            Checked by:            Stamp:            Date:")
      }
    }
  }

  private func list(
    _ title: String, _ lines: [Settlement.Line], partner: (Settlement.Line) -> Int
  ) -> Markup {
    var markup = tag("h3") { title }
    if lines.isEmpty {
      markup.append(tag("p") { say("无。", "None.") })
      return markup
    }
    let total = lines.reduce(0) { $0 + ($1.fen ?? 0) }
    let open = lines.count { $0.fen == nil }
    markup.append(
      scrolling(title) {
        tag("table") {
          tag("thead") {
            tag("tr") {
              tag("th") { say("记录", "Entry") }
              tag("th") { say("预约", "Booking") }
              tag("th") { say("对方", "Partner") }
              tag("th") { say("设备", "Device") }
              tag("th") { say("状态与时间", "Event and time") }
              tag("th", .class("number")) { say("计费分钟", "Minutes") }
              tag("th", .class("number")) { say("元/小时", "Yuan/h") }
              tag("th", .class("number")) { "%" }
              tag("th") { say("标准", "Tariff") }
              tag("th", .class("number")) { say("金额（元）", "Yuan") }
            }
          }
          tag("tbody") {
            for line in lines { row(line, partner(line)) }
            tag("tr") {
              tag("th", Attribute("colspan", 9)) {
                say("合计", "Total")
                  + (open > 0
                    ? say("（另有 \(open) 条未定，不计为 0）", " (\(open) more are open, which is not 0)")
                    : "")
              }
              tag("th", .class("number")) { Money.yuan(total) }
            }
          }
        }
      })
    return markup
  }

  private func row(_ line: Settlement.Line, _ partner: Int) -> Markup {
    let use = ledger.uses[line.use]
    let terms = line.tariff.map { ledger.tariffs[$0].terms }
    return tag("tr") {
      tag("td", .class("mono")) { use.entry.id }
      tag("td", .class("mono")) { use.entry.booking.isEmpty ? "–" : use.entry.booking }
      tag("td") { name(partner) }
      tag("td") { "\(use.entry.device) \(ledger.devices[use.device].name)" }
      tag("td") {
        "\(use.entry.event.title[language]) "
          + ((use.entry.actual ?? use.entry.plan).map(ledger.text(of:)) ?? "")
      }
      tag("td", .class("number")) { terms == nil ? "–" : String(line.minutes) }
      tag("td", .class("number")) { terms?.fenPerHour.map(Money.yuan) ?? "–" }
      tag("td", .class("number")) { terms == nil ? "–" : Money.yuan(line.share) }
      tag("td", .class("mono")) {
        terms.map { $0.agreement.isEmpty ? $0.id : "\($0.id)/\($0.agreement)" } ?? "–"
      }
      tag("td", .class("number")) {
        if let fen = line.fen {
          Money.yuan(fen)
        } else {
          tag("span", line.status == .toBeAgreed ? Tone.gold.mark : Tone.grey.mark) {
            line.status.title[language]
          }
        }
      }
    }
  }

  private func result(_ i: Int) -> Markup {
    var markup = tag("h3") { say("结果", "Result") }
    let payments = settlement.payments.filter { $0.payer == i || $0.payee == i }
    markup.append(
      tag("ul", .class("plain")) {
        if payments.isEmpty {
          tag("li") { say("本期无需付款。", "Nothing to be paid or received.") }
        }
        for payment in payments {
          tag("li") {
            let other = name(payment.payer == i ? payment.payee : payment.payer)
            let basis =
              payment.agreement.map { say("，依轧差协议 ", ", netting ") + ledger.agreements[$0].id }
              ?? ""
            let yuan = Money.yuan(payment.fen)
            let capitals = Money.capitals(payment.fen)
            payment.payer == i
              ? say(
                "付给 \(other)：\(yuan) 元（\(capitals)）\(basis)",
                "Pays \(other) \(yuan) yuan\(basis)")
              : say(
                "收自 \(other)：\(yuan) 元（\(capitals)）\(basis)",
                "Receives \(yuan) yuan from \(other)\(basis)")
          }
        }
      })
    return markup
  }
}
