import Dispatch
import Synchronization

/// The values for all numbers below `count`, made on up to `threads` threads; what they are and their order do not
/// depend on how many there are.
package func valuesSideBySide<Value: Sendable>(
  _ count: Int, threads: Int, _ make: @escaping @Sendable (Int) -> Value
) -> [Value] {
  let workers = min(threads, count)
  guard workers > 1 else { return (0..<count).map(make) }
  let made = Mutex([Value?](repeating: nil, count: count))
  let next = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < count else { return }
      let value = make(index)
      made.withLock { $0[index] = value }
    }
  }
  return made.withLock { $0 }.compactMap(\.self)
}
