import DutyRostering
import DutyRosteringSolver
import Testing

/// What a need costs by the number of cells that count for it, compared with the sum of its limits.
@Suite struct NeedCosts {
  private static let weights = ShiftBoundCertificate.Weights(open: 50, change: 0, penalty: 2)

  /// Needs of up to six cells with every kind of limits.
  static let needs: [CoverDraft] = {
    func limits(_ limit: Int) -> [LimitDraft?] {
      [nil, LimitDraft(limit), LimitDraft(limit, penalty: 3)]
    }
    return limits(2).flatMap { minimum in
      [nil, LimitDraft(3, penalty: 2)].flatMap { preferred in
        limits(4).map { maximum in
          CoverDraft(
            days: [1, 2], duties: ["D"], minimum: minimum, preferred: preferred, maximum: maximum)
        }
      }
    }.filter { $0.minimum != nil || $0.preferred != nil || $0.maximum != nil }
  }()

  private func cover(_ need: CoverDraft) throws -> ShiftRosteringProblem.Cover {
    let draft = ShiftDraft(
      days: 2, duties: [DutyDraft(id: "D", name: "", minutes: 480)],
      contracts: [ContractDraft(id: "c")],
      staff: (0..<3).map { StaffDraft(staffNumber: "\($0)", name: "", contract: "c") },
      cover: [need])
    return try ShiftRosteringProblem(validating: draft).cover[0]
  }

  /// Read off the limits; `nil` for a count above a hard maximum.
  private func cost(_ need: CoverDraft, _ count: Int) -> Int? {
    func paid(_ limit: LimitDraft?, _ distance: Int) -> Int {
      guard let limit, let penalty = limit.penalty, distance > 0 else { return 0 }
      return 2 * penalty * distance
    }
    let missing = max(0, (need.minimum?.limit ?? 0) - count)
    let above = count - (need.maximum?.limit ?? count)
    if above > 0, need.maximum?.penalty == nil { return nil }
    return (need.minimum?.penalty == nil ? 50 * missing : 0) + paid(need.minimum, missing)
      + paid(need.preferred, (need.preferred?.limit ?? 0) - count) + paid(need.maximum, above)
  }

  @Test(arguments: needs.indices)
  func `the cost of each count is the sum of the limits, and a forbidden one outweighs all`(
    n: Int
  ) throws {
    let need = Self.needs[n]
    let own = NeedCost(try cover(need), weights: Self.weights)
    #expect(own.reach == 6)
    var most = 0
    for count in 0...own.reach {
      if let cost = cost(need, count) {
        #expect(own.cost(count) == cost, "\(count)")
        #expect(own.ceiling.map { count <= $0 } ?? true)
      } else {
        #expect(own.ceiling.map { count > $0 } ?? false)
        #expect(own.cost(count) - own.cost(count - 1) > most)
      }
      if count > 0, own.ceiling.map({ count <= $0 }) ?? true {
        most = max(most, abs(own.cost(count) - own.cost(count - 1)))
      }
    }
    #expect(own.steepest >= most)
  }

  @Test(arguments: needs.indices)
  func `the least beside what is held is that of trying every count`(n: Int) throws {
    let need = Self.needs[n]
    let own = NeedCost(try cover(need), weights: Self.weights)
    for held in 0...3 {
      for free in 0...(6 - held) {
        for price in stride(from: -260, through: 260, by: 13) {
          let values = (0...free).compactMap { more -> Int? in
            // Where what is held is too much already, nothing more is added.
            if more > 0, cost(need, held + more) == nil { return nil }
            return 4 * own.cost(held + more) + price * more
          }
          let least = values.min() ?? 0
          #expect(own.floor(price: price, denominator: 4, held: held, free: free) == least)
          let count = own.cheapest(price: price, denominator: 4, held: held, free: free)
          #expect(values.firstIndex(of: least) == count)
        }
        let (pivot, under, over) = own.slopes(held: held, free: free)
        let costs = (0...free).map { own.cost(held + $0) }
        #expect(costs.firstIndex(of: costs.min() ?? 0) == pivot)
        var value = own.cost(held + pivot)
        var steps = under.flatMap { [Int](repeating: $0.slope, count: $0.length) }
        #expect(steps.count == pivot)
        for (k, step) in steps.enumerated() {
          value += step
          #expect(value == costs[pivot - k - 1])
        }
        value = own.cost(held + pivot)
        steps = over.flatMap { [Int](repeating: $0.slope, count: min($0.length, 9)) }
        #expect(steps.count >= free - pivot)
        for (k, step) in steps.prefix(free - pivot).enumerated() {
          value += step
          #expect(value == costs[pivot + k + 1])
        }
      }
    }
  }
}
