import EquipmentBooking

/// Why requests are out, each reason found by putting the request into the final timetable again.
extension RefusalFinder {
  /// Most starts of a request that are tried; of more, those that lose least at the prices.
  static let mostTried = 48

  /// Requests that would have to give way at a place, and what that is worth.
  struct Obstacles {
    let requests: [Int]
    /// Points of the requests that would give way.
    let value: Int
    /// Points that fair shares would cost more.
    let shareLoss: Int
    /// Points of the request that would come in.
    let gain: Int

    /// Points that the others would lose.
    var loss: Int { value + shareLoss }
  }

  /// Why a request is out, the plainest reason first.
  func reasons(_ r: Int) -> [Refusal.Reason] {
    if board.options[r].isEmpty { return [.noStart(rules: rulesAgainstAnyStart(r))] }
    // Whatever gives way, the series does not come in.
    if let lost = partners[r].first(where: { board.options[$0].isEmpty }) {
      return [.partnerBlocked(partner: lost)]
    }
    var quota: Refusal.Reason?
    var operators: (rank: Int, reason: Refusal.Reason)?
    var cheapest: Obstacles?
    var cheapestAtAll: Obstacles?
    /// What stands in the way of a place however many bookings give way.
    var insurmountable: Refusal.Reason?
    for (k, slots) in startsToTry(r).enumerated() {
      let option = board.options[r][k]
      for slot in slots {
        let hasRoom = board.hasRoom(for: option, at: slot)
        let missing = board.firstSlotWithoutOperator(for: option, at: slot)
        let exceeded = board.exceededQuota(by: option, at: slot)
        if hasRoom, missing == nil, let exceeded {
          let limit = problem.quotas[exceeded.quota].limit
          quota = quota ?? .quota(quota: exceeded.quota, used: exceeded.used, limit: limit)
        }
        if hasRoom, let missing, let pool = option.choice.pool, exceeded == nil {
          // Fewest missing: the later the first gap, the more of the use is attended.
          let attended = missing - option.attendance(at: slot).lowerBound
          if attended > operators?.rank ?? -1 {
            operators = (attended, .operatorShort(pool: pool, slot: missing))
          }
        }
        guard let obstacles = obstacles(to: option, at: slot) else {
          if let missing, let pool = option.choice.pool {
            insurmountable = insurmountable ?? .operatorShort(pool: pool, slot: missing)
          } else if let exceeded {
            let limit = problem.quotas[exceeded.quota].limit
            insurmountable =
              insurmountable
              ?? .quota(quota: exceeded.quota, used: exceeded.used, limit: limit)
          }
          continue
        }
        if !hasRoom, missing == nil, exceeded == nil {
          cheapest = cheaper(obstacles, cheapest)
        }
        cheapestAtAll = cheaper(obstacles, cheapestAtAll)
      }
    }
    var reasons = [quota, operators?.reason].compactMap { $0 }
    if let cheapest {
      reasons.append(
        fairShare(r, cheapest)
          ?? .classFull(winners: cheapest.requests.sorted(), value: cheapest.value))
    }
    if cheapestAtAll?.requests.isEmpty == true {
      // It fits by itself: only its series keeps it out.
      reasons = [partnerBlocked(r)].compactMap { $0 }
    }
    if reasons.isEmpty, let cheapestAtAll {
      reasons = [
        fairShare(r, cheapestAtAll)
          ?? .betterUse(winners: cheapestAtAll.requests.sorted(), value: cheapestAtAll.value)
      ]
    }
    // Nobody on duty, or a use longer than the quota: no booking given up would help.
    if reasons.isEmpty, let insurmountable { reasons = [insurmountable] }
    return reasons
  }

  /// Who would have to give way to a use; `nil` if only promised bookings could, unless `movesPromised`.
  func obstacles(
    to option: StartOption, at slot: Int, movesPromised: Bool = true
  ) -> Obstacles? {
    let r = option.request
    return board.obstacles(to: option, at: slot, partners: partners, movesPromised: movesPromised)
      .map {
        Obstacles(
          requests: $0.requests, value: $0.value,
          shareLoss: shares.loss(leaving: $0.requests, entering: r),
          gain: problem.requests[r].weight + option.choice.bonus
            + problem.requests[r].hourBonus(at: slot, on: option.choice.device))
      }
  }

  /// Those who cost less to move, with what their institutions would lack; the second of equals.
  private func cheaper(_ one: Obstacles, _ other: Obstacles?) -> Obstacles {
    guard let other else { return one }
    return one.loss < other.loss ? one : other
  }

  /// The reason where those in the way are worth less than the request, and stay for their institution's sake;
  /// `nil` where they are worth more by themselves.
  private func fairShare(_ r: Int, _ obstacles: Obstacles) -> Refusal.Reason? {
    guard obstacles.value < obstacles.gain, obstacles.shareLoss > 0,
      !obstacles.requests.contains(where: board.isPromised),
      let hit = shares.worstHit(leaving: obstacles.requests, entering: r)
    else { return nil }
    return .fairShare(
      institution: hit.institution, slots: hit.slots, points: obstacles.shareLoss,
      winners: obstacles.requests.sorted(), value: obstacles.value)
  }

  /// Starts of each option that are worth trying: all of them, or those that keep most of their value
  /// after what they would pay at the prices.
  private func startsToTry(_ r: Int) -> [[Int]] {
    let options = board.options[r]
    guard options.reduce(0, { $0 + $1.slots.count }) > Self.mostTried else {
      return options.map(\.slots)
    }
    var ranked: [(worth: Int, option: Int, slot: Int)] = []
    for (k, option) in options.enumerated() {
      for slot in option.slots {
        ranked.append((gain(of: option, at: slot), k, slot))
      }
    }
    ranked.sort { ($0.worth, $1.option, $1.slot) > ($1.worth, $0.option, $0.slot) }
    var slots = options.map { _ in [Int]() }
    for start in ranked.prefix(Self.mostTried) { slots[start.option].append(start.slot) }
    return slots.map { $0.sorted() }
  }

  /// The first partner without a free place, else the first, which clashes with the others.
  private func partnerBlocked(_ r: Int) -> Refusal.Reason? {
    let blocked = partners[r].first { partner in
      !board.options[partner].contains { option in
        option.slots.contains { board.fits(option, at: $0) }
      }
    }
    return (blocked ?? partners[r].first).map { .partnerBlocked(partner: $0) }
  }
}
