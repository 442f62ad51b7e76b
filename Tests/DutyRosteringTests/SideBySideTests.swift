import DutyRosteringSolver
import Foundation
import Solving
import Synchronization
import Testing

/// When searches on threads of their own end.
@Suite struct SideBySideTests {
  private struct Failure: Error, Equatable {
    let side: Int
  }

  /// Goes on until it is asked to end; fails a test that would wait for ever.
  private static func wait(_ run: Run) {
    while run.mustStop == nil { Thread.sleep(forTimeInterval: 0.001) }
    #expect(run.elapsed < 10)
  }

  /// Runs two searches of whole numbers.
  private func both(_ search: @Sendable (Int, inout Int, Run) throws -> Void) throws -> [Int] {
    let run = Run(within: SolveLimits(seconds: 10), threads: 2)
    return try sideBySide([10, 20], end: run.halt) { index, side in
      try search(index, &side, run)
    }
  }

  @Test func `the end of the first ends the others, and each keeps what it has`() throws {
    let ended = try both { index, side, run in
      if index == 1 { Self.wait(run) }
      side += index + 1
    }
    #expect(ended == [11, 22])
  }

  @Test func `the end of another leaves the first to go on`() throws {
    let isOver = Atomic(false)
    let ended = try both { index, side, run in
      guard index == 0 else { return isOver.store(true, ordering: .relaxed) }
      while !isOver.load(ordering: .relaxed), run.elapsed < 5 {
        Thread.sleep(forTimeInterval: 0.001)
      }
      Thread.sleep(forTimeInterval: 0.02)
      #expect(run.mustStop == nil)
      side += 1
    }
    #expect(ended == [11, 20])
  }

  @Test(arguments: [0, 1]) func `an error of either ends the other and is thrown`(side: Int) {
    #expect(throws: Failure(side: side)) {
      try both { index, _, run in
        if index == side { throw Failure(side: side) }
        Self.wait(run)
      }
    }
  }
}
