import EquipmentBooking

/// Prices of devices and operators, added up along the slots so that any use is priced at once.
struct SlotPrices {
  private let parts: [[Int]]
  private let deviceSums: [[Int]]
  private let poolSums: [[Int]]

  /// - Parameters:
  ///   - problem: The round.
  ///   - prices: Prices of its shape; `nil` if all is free of charge.
  init(_ problem: BookingProblem, _ prices: BookingPrices?) {
    func sums(_ row: [Int]) -> [Int] {
      row.reduce(into: [0]) { sums, price in sums.append(price + (sums.last ?? 0)) }
    }
    let free = [Int](repeating: 0, count: problem.grid.slotCount + 1)
    parts = problem.devices.map(\.parts)
    deviceSums = prices?.devices.map(sums) ?? problem.devices.map { _ in free }
    poolSums = prices?.pools.map(sums) ?? problem.pools.map { _ in free }
  }

  /// What a use of `length` slots pays for its device, with set-up and clean-up, and for its operator, in 1/256
  /// points; quotas are left out.
  func price(of choice: BookingProblem.Choice, length: Int, at start: Int) -> Int {
    let (from, useEnd) = (start - choice.setUp, start + length)
    var price = 0
    for d in [choice.device] + parts[choice.device] {
      price += deviceSums[d][useEnd + choice.cleanUp] - deviceSums[d][from]
    }
    if let pool = choice.pool { price += poolSums[pool][useEnd] - poolSums[pool][from] }
    return price
  }
}
