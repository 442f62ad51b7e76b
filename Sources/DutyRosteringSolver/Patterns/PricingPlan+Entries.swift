extension PricingPlan.Box {
  /// Counter values of an entry.
  func coordinates(of entry: Int) -> [Int] {
    var rest = entry - offset
    var values = lower
    for i in extent.indices.reversed() {
      values[i] += rest % extent[i]
      rest /= extent[i]
    }
    return values
  }

  /// The entry with some counter values less `amounts`; `nil` if it is outside the box.
  func entry(at values: [Int], minus amounts: [Int]) -> Int? {
    var place = 0
    for i in extent.indices {
      let step = values[i] - amounts[i] - lower[i]
      guard step >= 0, step < extent[i] else { return nil }
      place = place * extent[i] + step
    }
    return offset + place
  }

  /// The counter values of the next entry.
  func advance(_ values: inout [Int]) {
    for i in extent.indices.reversed() {
      values[i] += 1
      if values[i] < lower[i] + extent[i] { return }
      values[i] = lower[i]
    }
  }
}
