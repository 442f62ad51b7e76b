import EquipmentBooking
import LinearProgramming

// What ties requests to one another: series, alternatives and order.

extension TimetableFormulation {
  /// series[s,r]: accept[r] − accept[first of s] = 0   ∀ other r of s
  mutating func addSeries() {
    for (s, series) in problem.series.enumerated() where series.isAllOrNothing {
      for r in series.requests.dropFirst() {
        var difference = LinearExpression(sumOf: [accept[r]])
        difference.add(-1, accept[series.requests[0]])
        program.require("series[\(s),\(r)]", difference, equals: 0)
      }
    }
  }

  /// only_one[w]: Σ accept[r], over the ways r of w ≤ 1   ∀ w ∈ WISHES
  mutating func addAlternatives() {
    for (w, ways) in problem.alternatives.enumerated() {
      program.require(
        "only_one[\(w)]", LinearExpression(sumOf: ways.map { accept[$0] }), atMost: 1)
    }
  }

  /// order[s,r,p,u]: Σ_{t ≤ u} start[r,·,t] + Σ_{t + length + gap > u} start[p,·,t] ≤ 1
  /// ∀ r of s and p before it, u ∈ SLOTS; in the clique form where r can start in u
  mutating func addOrder() {
    for (s, series) in problem.series.enumerated() {
      guard let gap = series.gap else { continue }
      for (before, r) in zip(series.requests, series.requests.dropFirst()) {
        let length = problem.requests[before].length
        for slot in 0..<problem.grid.slotCount {
          if form == .clique, !options[r].contains(where: { $0.slots.contains(slot) }) { continue }
          var sum = LinearExpression()
          for k in options[before].indices {
            for start in starts(before, k) where start.slot + length + gap > slot {
              sum.add(1, Column(start.column))
            }
          }
          for k in options[r].indices {
            for start in starts(r, k) where start.slot <= slot { sum.add(1, Column(start.column)) }
          }
          program.require("order[\(s),\(r),\(before),\(slot)]", sum, atMost: 1)
        }
      }
    }
  }
}
