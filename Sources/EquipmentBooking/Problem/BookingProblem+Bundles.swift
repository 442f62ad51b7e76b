/// What belongs together: series, ways to fulfil one wish, and the points of all.
extension BookingProblem {
  /// Series that stand or fall together, in their order, and every other request by itself; by lowest
  /// request.
  public var bundles: [[Int]] {
    var bundle = requests.indices.map { [$0] }
    for series in series where series.isAllOrNothing {
      for r in series.requests { bundle[r] = [] }
      let first = series.requests.reduce(series.requests[0]) { min($0, $1) }
      bundle[first] = series.requests
    }
    return bundle.filter { !$0.isEmpty }
  }

  /// Lists of which one is accepted at most: of each series of alternatives its requests by rising index,
  /// of those that stand or fall together only the first of their series.
  ///
  /// - Complexity: O(requests).
  public var alternatives: [[Int]] {
    var first = Array(requests.indices)
    for series in series where series.isAllOrNothing {
      for r in series.requests { first[r] = series.requests[0] }
    }
    return series.filter { $0.rule == .onlyOne }.map { series in
      var list: [Int] = []
      for r in series.requests.map({ first[$0] }).sorted() where list.last != r { list.append(r) }
      return list
    }
  }

  /// For each request, the list of ``alternatives`` to which it belongs, itself or by its series; `nil`
  /// if it is the only way to fulfil its wish.
  public var alternativeOf: [Int?] {
    var list = [Int?](repeating: nil, count: requests.count)
    for (a, alternatives) in alternatives.enumerated() {
      for r in alternatives { list[r] = a }
    }
    for series in series where series.isAllOrNothing {
      for r in series.requests { list[r] = list[series.requests[0]] }
    }
    return list
  }

  /// The largest number that divides the value of every timetable: all points are multiples of it. At
  /// least one.
  ///
  /// - Complexity: O(choices of all requests).
  public var valueStep: Int {
    var step = 0
    func include(_ points: Int) {
      var (a, b) = (step, points)
      while b != 0 { (a, b) = (b, a % b) }
      step = a
    }
    for (request, wish) in zip(requests, draft.requests) {
      include(request.weight)
      include(request.preferredBonus)
      for choice in wish.choices { include(choice.bonus) }
    }
    for share in fairShares { include(share.pointsPerSlot) }
    return max(1, step)
  }
}
