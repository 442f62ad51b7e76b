extension BookingProblem {
  /// The refused requests in the order in which they should move up.
  ///
  /// The gain of a request is what it is worth at its best place less what that place costs at the
  /// answer's prices: the value that would be lost or won if it got in. A series that stands or falls together
  /// has one gain, that of all its requests. The largest gain comes first, ties by rising request; requests
  /// without any start, those longer than a quota, whoever stands or falls with one of these, and answers without
  /// prices, have no gain. By ``isMaxMin`` a place costs what it costs in points: what keeps a share has no price.
  ///
  /// - Parameter answer: An answer of this problem.
  /// - Returns: Every refusal of the answer with its gain in whole points, rounded down.
  public func waitingList(_ answer: BookingAnswer) -> [(refusal: Refusal, gain: Int?)] {
    let prices = isMaxMin ? answer.prices?.withoutShares : answer.prices
    guard let prices, (try? upperBound(provenBy: prices)) != nil else {
      return answer.refusals.map { ($0, nil) }
    }
    var gains = gains(at: prices)
    for bundle in bundles where bundle.count > 1 {
      let isComplete = bundle.allSatisfy { gains[$0] != nil }
      let sum = isComplete ? bundle.reduce(0) { $0 + (gains[$1] ?? 0) } : nil
      for r in bundle { gains[r] = sum }
    }
    return answer.refusals.sorted { a, b in
      let (one, other) = (gains[a.request] ?? .min, gains[b.request] ?? .min)
      return one != other ? one > other : a.request < b.request
    }.map { refusal in
      let unit = BookingPrices.unitsPerPoint
      return (
        refusal,
        gains[refusal.request].map { ($0 - ($0 % unit + unit) % unit) / unit }
      )
    }
  }
}

extension BookingPrices {
  /// The same with nothing for fair shares.
  fileprivate var withoutShares: BookingPrices {
    BookingPrices(
      devices: devices, pools: pools, quotas: quotas, fairShares: fairShares.map { _ in 0 })
  }
}
