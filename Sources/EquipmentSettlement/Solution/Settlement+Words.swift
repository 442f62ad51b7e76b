public import Diagnostics

extension SettlementDraft.Use.Event {
  /// 完成, 取消, 爽约 and the English words.
  public var title: Bilingual {
    switch self {
    case .used: Bilingual(zh: "完成", en: "used")
    case .cancelled: Bilingual(zh: "取消", en: "cancelled")
    case .noShow: Bilingual(zh: "爽约", en: "no-show")
    }
  }
}

extension Settlement.Line.Status {
  /// 计费, 待协商, 待确认, 本单位自用 and the English words.
  public var title: Bilingual {
    switch self {
    case .charged: Bilingual(zh: "计费", en: "charged")
    case .toBeAgreed: Bilingual(zh: "待协商", en: "to be agreed")
    case .toBeConfirmed: Bilingual(zh: "待双方确认", en: "to be confirmed")
    case .ownUse: Bilingual(zh: "本单位自用", en: "own use")
    }
  }
}

extension Settlement {
  /// `matrix[i][j]` is what institution *j* owes institution *i* net, in 分: antisymmetric, so that it
  /// sums to zero.
  public func netMatrix(institutions count: Int) -> [[Int]] {
    var matrix = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
    for pair in pairs {
      matrix[pair.first][pair.second] = pair.net
      matrix[pair.second][pair.first] = -pair.net
    }
    return matrix
  }
}

extension Settlement.DeviceUse {
  /// Used minutes of the base, in hundredths of a percent, rounded down.
  public var share: Int { base > 0 ? used * 10_000 / base : 0 }
}

extension UseLedger {
  /// How a line came about, in words: event, times, minutes, price, share, row, agreement, rules.
  public func text(of line: Settlement.Line) -> Bilingual {
    let use = uses[line.use].entry
    let booking = use.booking.isEmpty ? "" : use.booking
    let when = (use.actual ?? use.plan).map(text(of:)) ?? ""
    let head = Bilingual(
      zh:
        "\(use.id)\(booking.isEmpty ? "" : "（预约 \(booking)）") \(use.device) \(use.event.title.zh) \(when)",
      en: "\(use.id)\(booking.isEmpty ? "" : " (booking \(booking))") \(use.device) "
        + "\(use.event.title.en) \(when)")
    guard let t = line.tariff, let fen = tariffs[t].terms.fenPerHour else {
      return Bilingual(
        zh: "\(head.zh)：\(line.status.title.zh)", en: "\(head.en): \(line.status.title.en)")
    }
    let terms = tariffs[t].terms
    let price = Money.yuan(fen)
    let result =
      line.fen.map { Bilingual(zh: "\(Money.yuan($0)) 元", en: "\(Money.yuan($0)) yuan") }
      ?? line.status.title
    let deal = terms.agreement.isEmpty ? "" : "/\(terms.agreement)"
    return Bilingual(
      zh: "\(head.zh)：计 \(line.minutes) 分钟 × \(price) 元/小时 × \(Money.yuan(line.share))% = "
        + "\(result.zh)（标准 \(terms.id)\(deal)，规则 \(draft.ruleVersion)）",
      en: "\(head.en): \(line.minutes) min × \(price) yuan/h × \(Money.yuan(line.share))% = "
        + "\(result.en) (tariff \(terms.id)\(deal), rules \(draft.ruleVersion))")
  }
}
