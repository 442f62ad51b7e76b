import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Interchange
import Reporting
import Solving

/// What `allot explain` says of a timetable.
extension BookJob {
  /// Seconds for putting prices to the test.
  private static let trialSeconds = 60.0

  func explanation(
    of subject: Subject, _ answer: BookingAnswer, _ problem: BookingProblem, language: Language,
    names: Bool,
    patience: Patience
  ) throws -> String {
    switch subject {
    case .request(let id):
      guard let r = problem.requests.firstIndex(where: { $0.id == id }) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "申请", en: "request"))
      }
      return text(ofRequest: r, answer, problem, language)
    case .device(let word):
      let id = try problem.devices.map { Named.thing($0.id, $0.name) }
        .identifier(word, Bilingual(zh: "设备", en: "device"))
      guard let d = problem.devices.firstIndex(where: { $0.id == id }) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "设备", en: "device"))
      }
      return text(ofDevice: d, answer, problem, language)
    case .prices: return try priceText(answer, problem, language)
    default:
      throw CommandFailure.wrongSubject(job.title, options: "--request, --device, --prices")
    }
  }

  private func text(
    ofRequest r: Int, _ answer: BookingAnswer, _ problem: BookingProblem, _ language: Language
  ) -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let request = problem.requests[r]
    if let booking = answer.timetable.booking(of: r) {
      let when = problem.grid.text(of: problem.use(of: booking))
      let device = problem.devices[booking.device]
      let value = problem.value(of: booking)
      let reason = problem.placeReasons(of: [booking], in: answer)[0]
      return printable(
        say(
          "\(request.id)  已安排：\(device.id) \(device.name)，\(when)，计 \(value) 分",
          "\(request.id)  accepted: \(device.id) \(device.name), \(when), \(counted(value, "point"))"
        ))
        + "\n  " + printable(problem.text(of: reason)[language])
    }
    var lines = [
      say(
        "\(request.id)  未安排（\(request.priority) 级优先，计 \(request.weight) 分）",
        "\(request.id)  refused (priority \(request.priority), \(counted(request.weight, "point")))"
      )
    ]
    let others = answer.timetable.bookings.map(\.request).filter { other in
      problem.alternativeOf[r] != nil && problem.alternativeOf[other] == problem.alternativeOf[r]
    }.map { problem.requests[$0].id }
    if !others.isEmpty {
      lines = [
        say(
          "\(request.id)  同一需求已由 \(others.joined(separator: "、")) 满足",
          "\(request.id)  its wish is fulfilled by \(others.joined(separator: ", "))")
      ]
    }
    for refusal in answer.refusals where refusal.request == r {
      lines += problem.texts(ofReasonsFor: refusal).map { "  " + $0[language] }
      let ways = problem.texts(ofWaysInto: problem.refusalWithWaysIn(refusal, in: answer))
      lines += ways.map { "  → " + $0[language] }
      if ways.isEmpty {
        lines.append(
          say(
            "  → 换设备、放宽两小时、改日均未找到位置",
            "  → nothing found on another device, within two hours more, or on another day"))
      }
    }
    return lines.map(printable).joined(separator: "\n")
  }

  private func text(
    ofDevice d: Int, _ answer: BookingAnswer, _ problem: BookingProblem, _ language: Language
  ) -> String {
    let device = problem.devices[d]
    let bookings = answer.timetable.bookings.filter { $0.device == d }.sorted {
      ($0.start, $0.request) < ($1.start, $1.request)
    }
    var lines = [
      language == .zh
        ? "\(device.id) \(device.name)  \(bookings.count) 个预约"
        : "\(device.id) \(device.name)  \(counted(bookings.count, "booking"))"
    ]
    for (booking, reason) in zip(bookings, problem.placeReasons(of: bookings, in: answer)) {
      lines.append(
        "  \(problem.grid.text(of: problem.use(of: booking)))  "
          + problem.requests[booking.request].id + "  " + problem.text(of: reason)[language])
    }
    // Who asked for this device, or for its class, and did not get it: those next in line first.
    let refused = problem.waitingList(answer).filter { entry in
      problem.requests[entry.refusal.request].choices.contains { $0.device == d }
    }
    if !refused.isEmpty {
      lines.append(
        language == .zh
          ? "未能安排的申请 \(refused.count) 份（按候补次序）："
          : "\(counted(refused.count, "request for it was", plural: "requests for it were")) refused, next in line first:"
      )
    }
    for (refusal, _) in refused {
      let reasons = problem.texts(ofReasonsFor: refusal).map { $0[language] }
      lines.append(
        "  \(problem.requests[refusal.request].id)  "
          + reasons.joined(separator: language == .zh ? "；" : "; "))
      lines += problem.texts(ofWaysInto: refusal).map { "    → " + $0[language] }
    }
    return lines.map(printable).joined(separator: "\n")
  }

  /// What more of each limit would be worth, put to the test where the round is small.
  private func priceText(
    _ answer: BookingAnswer, _ problem: BookingProblem, _ language: Language
  ) throws -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let round = problem.round(behind: answer, costing: answer.fairness?.floorPoints)
    let bound = try answer.prices.map { try round.upperBound(provenBy: $0) }
    let branched = try answer.certificate.flatMap { try round.upperBound(provenBy: $0) }
    let isOptimal =
      [bound, branched].compactMap(\.self).min() == problem.value(of: answer.timetable)
    let tried = try problem.triedPrices(
      of: answer, isOptimal: isOptimal, run: Run(within: SolveLimits(seconds: Self.trialSeconds)))
    if tried.isEmpty {
      return say(
        "没有任何限制有价格：再多设备、开放时间、人手或限额也不增加总分。",
        "No limit has a price: more of any would gain nothing.")
    }
    var table = TextTable([
      .init(say("再多什么", "what more")), .init(say("平均/小时", "an hour"), .right),
      .init(say("最贵时段", "dearest hour")), .init(say("该时段", "that hour"), .right),
      .init(say("全部按价格", "all, at prices"), .right), .init(say("至多", "at most"), .right),
      .init(say("试算", "tried"), .right),
    ])
    for entry in tried {
      let price = entry.price
      table.append([
        printable(problem.text(of: price.limit)[language]),
        BookingProblem.pointsText(ofUnits: price.unitsPerHour),
        problem.grid.text(of: price.dearest),
        BookingProblem.pointsText(ofUnits: price.dearestUnits),
        BookingProblem.pointsText(ofUnits: price.units), String(price.gainAtMost),
        entry.gain.map { entry.isProven ? "+\($0)" : "≈+\($0)" } ?? "–",
      ])
    }
    return table.text(within: nil) + "\n"
      + say(
        "单位：分。价格是边际值；“至多”由价格证明；“试算”为加上后重新求解多得的分（≈ 表示未证明最优，– 表示未试）。没有价格的限制未列出。",
        "In points. Prices are marginal; \"at most\" is proven by the prices; \"tried\" is what solving "
          + "again with more gained (≈ not proven best, – not tried). Limits without a price are left out."
      )
      + (problem.isMaxMin
        ? say("均以各单位保住已达到的公平份额为前提。", " All institutions keep what they have of their shares.") : "")
  }
}
