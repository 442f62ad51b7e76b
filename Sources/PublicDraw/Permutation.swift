/// Random numbers that anyone can compute again: blocks of SHA-256 over the seed and a counter.
///
/// Block *k* is SHA-256 of the 32 bytes of the seed and *k* as eight bytes, most significant first, from
/// *k* = 0; each block gives four numbers of 64 bits, most significant byte first.
package struct HashStream {
  private let seed: [UInt8]
  private var counter: UInt64 = 0
  private var block: ArraySlice<UInt8> = []

  /// The numbers of a seed of 32 bytes.
  package init(seed: [UInt8]) { self.seed = seed }

  private mutating func next() -> UInt64 {
    if block.isEmpty {
      block =
        Digest.sha256(seed + (0..<8).map { UInt8(truncatingIfNeeded: counter >> (56 - 8 * $0)) })[
          ...]
      counter += 1
    }
    let value = block.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    block = block.dropFirst(8)
    return value
  }

  /// A number below `bound`, each equally likely: numbers at or above the largest multiple of `bound` that
  /// 64 bits hold are thrown away.
  ///
  /// - Precondition: `bound` is positive.
  package mutating func number(below bound: Int) -> Int {
    let bound = UInt64(bound)
    // 2^64 mod bound, without leaving 64 bits.
    let excess = (UInt64.max % bound + 1) % bound
    while true {
      let value = next()
      if excess == 0 || value <= UInt64.max - excess { return Int(value % bound) }
    }
  }
}

/// The order in which `count` entries are drawn: a permutation of `0..<count`.
///
/// Fisher and Yates's shuffle, from the last place to the first (Knuth, The Art of Computer Programming 2,
/// algorithm 3.4.2P), on the `HashStream` of the seed.
///
/// - Parameters:
///   - count: How many entries; 0 or more.
///   - seed: 32 bytes.
/// - Returns: The entry at each place.
/// - Complexity: O(count) expected.
public func drawnOrder(count: Int, seed: [UInt8]) -> [Int] {
  var stream = HashStream(seed: seed)
  var order = Array(0..<max(0, count))
  for place in order.indices.dropFirst().reversed() {
    order.swapAt(place, stream.number(below: place + 1))
  }
  return order
}
