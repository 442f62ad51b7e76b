/// A reproducible stream of random numbers: the same seed gives the same numbers on every machine.
///
/// xoshiro256** with its state filled by SplitMix64 (Blackman & Vigna 2021, doi:10.1145/3460772).
/// Not for draws that people must be able to replay by hand, and not for secrets.
public struct SeededRandom: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// A stream that depends on `seed` alone.
  public init(seed: UInt64) {
    var filler = seed
    func next() -> UInt64 {
      filler &+= 0x9E37_79B9_7F4A_7C15
      var z = filler
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    state = (next(), next(), next(), next())
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = rotate(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotate(state.3, 45)
    return result
  }

  private func rotate(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
}
