import Foundation

/// Whether the hours-long tests were asked for (`make test-long` sets `ALLOT_LONG`).
public let isLongRun = ProcessInfo.processInfo.environment["ALLOT_LONG"] != nil

/// Blocks of seeds for a comparison with an enumeration: all `count` of them in a long run, every
/// fourth in `make test`, which has minutes only.
public func seedBlocks<Number: FixedWidthInteger>(_ count: Number) -> [Number] {
  (0..<count).filter { isLongRun || $0 % 4 == 0 }
}
