internal import MentorMatching

extension StableFormulation {
  /// The most violated combs at a point, at most `limit` for each mentor.
  ///
  /// Walks each mentor's list with the cheapest teeth so far in a heap, so the search is exact.
  ///
  /// - Complexity: O(pairs · log places).
  func violatedCombs(at point: [Double], tolerance: Double, limit: Int) -> [StableRow] {
    guard demandsStability else { return [] }
    let tooth = toothValues(at: point)
    var found: [StableRow] = []
    for (m, list) in listOfMentor.enumerated() {
      let places = market.places[m]
      guard places > 0, list.count > places else { continue }
      var candidates: [(violation: Double, row: StableRow)] = []
      var cheapest = CheapestTeeth(count: places)
      var shaft = 0.0
      for tier in tiers(of: list) {
        for pair in list[tier] {
          shaft += point[columnOfPair[pair]]
          cheapest.offer(pair, value: tooth[columnOfPair[pair]])
        }
        guard tier.upperBound > places else { continue }
        let violation = Double(places) - shaft - cheapest.sum
        if violation > tolerance {
          candidates.append(
            (
              violation,
              .comb(
                mentor: m, shaftEnd: Int(market.mentorRank[list[tier.lowerBound]]),
                teeth: cheapest.pairs.map { market.talent(of: $0) }.sorted())
            ))
        }
        // Once the shaft alone holds all places, longer shafts hold them too.
        if shaft > Double(places) - tolerance { break }
      }
      // A stable order among equals keeps the rows the same on every machine.
      let best = candidates.enumerated().sorted {
        $0.element.violation == $1.element.violation
          ? $0.offset < $1.offset : $0.element.violation > $1.element.violation
      }
      found += best.prefix(limit).map(\.element.row)
    }
    return found
  }

  /// For each column what its talent has at other mentors whom he likes at least as well.
  private func toothValues(at point: [Double]) -> [Double] {
    var values = [Double](repeating: 0, count: pairOfColumn.count)
    for t in 0..<market.talentCount {
      let run = market.pairs(ofTalent: t)
      var before = 0.0
      var start = run.lowerBound
      while start < run.upperBound {
        var end = start
        var total = before
        while end < run.upperBound, market.talentRank[end] == market.talentRank[start] {
          if columnOfPair[end] >= 0 { total += point[columnOfPair[end]] }
          end += 1
        }
        for p in start..<end where columnOfPair[p] >= 0 {
          values[columnOfPair[p]] = max(0, total - point[columnOfPair[p]])
        }
        before = total
        start = end
      }
    }
    return values
  }
}

/// The given number of smallest values seen so far, in a heap with the largest of them on top.
private struct CheapestTeeth {
  private let count: Int
  private var heap: [(pair: Int, value: Double)] = []
  private(set) var sum = 0.0

  init(count: Int) { self.count = count }

  var pairs: [Int] { heap.map(\.pair) }

  mutating func offer(_ pair: Int, value: Double) {
    if heap.count < count {
      heap.append((pair, value))
      sum += value
      var i = heap.count - 1
      while i > 0, heap[(i - 1) / 2].value < heap[i].value {
        heap.swapAt(i, (i - 1) / 2)
        i = (i - 1) / 2
      }
    } else if let top = heap.first, value < top.value {
      sum += value - top.value
      heap[0] = (pair, value)
      var i = 0
      while true {
        var largest = i
        for child in [2 * i + 1, 2 * i + 2]
        where child < heap.count && heap[child].value > heap[largest].value {
          largest = child
        }
        if largest == i { break }
        heap.swapAt(i, largest)
        i = largest
      }
    }
  }
}
