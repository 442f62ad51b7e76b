import Dispatch
import Synchronization

/// A value that is made on a thread of its own while others go on.
final class Beside<Value: Sendable>: Sendable {
  private let make: @Sendable () throws -> Value
  private let made = Mutex<Result<Value, any Error>?>(nil)
  private let work = DispatchGroup()

  /// Begins; where only one thread may be used, the value is made when it is asked for.
  init(threads: Int, _ make: @escaping @Sendable () throws -> Value) {
    self.make = make
    guard threads > 1 else { return }
    DispatchQueue.global().async(group: work) { [self] in
      let result = Result { try make() }
      made.withLock { $0 = result }
    }
  }

  /// The value, waited for.
  ///
  /// - Throws: What making it throws.
  func value() throws -> Value {
    work.wait()
    return try made.withLock { made in
      let result = made ?? Result { try make() }
      made = result
      return result
    }.get()
  }
}
