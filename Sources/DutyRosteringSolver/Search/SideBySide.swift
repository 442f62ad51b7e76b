import Dispatch
import Synchronization

/// Runs searches side by side, each on a thread of its own.
///
/// The first is the one that the others are there for: when it comes to its end, or any of them fails, all are to end.
///
/// - Parameters:
///   - sides: The searches as they begin.
///   - end: Asks all searches to end; called on any of the threads.
///   - search: Runs the search of an index.
/// - Returns: The searches as they ended.
/// - Throws: The error of the last search that failed, once all have ended.
package func sideBySide<Side: Sendable>(
  _ sides: [Side], end: @Sendable () -> Void,
  _ search: @Sendable (Int, inout Side) throws -> Void
) throws -> [Side] {
  let ended = Mutex([Result<Side, any Error>?](repeating: nil, count: sides.count))
  DispatchQueue.concurrentPerform(iterations: sides.count) { index in
    var side = sides[index]
    do {
      try search(index, &side)
      if index == 0 { end() }
      ended.withLock { $0[index] = .success(side) }
    } catch {
      end()
      ended.withLock { $0[index] = .failure(error) }
    }
  }
  return try ended.withLock { $0 }.reversed().compactMap { try $0?.get() }.reversed()
}
