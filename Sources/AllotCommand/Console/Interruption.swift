import Diagnostics
import Solving
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What SIGINT and SIGTERM do: the first asks the run for its best answer, the second ends the
/// process at once.
enum Interruption {
  /// The request that every run of this process watches.
  static let cancellation = Cancellation()
  private static let received = Atomic<Int32>(0)
  /// What the first signal answers, ready before a handler can run.
  private static let acknowledgement: StaticString =
    Speech.language == .zh
    ? "\n正在收尾并保存最好的结果；再按一次立即退出。\n"
    : "\nsaving the best answer; once more to quit.\n"

  /// The signal that arrived; `nil` if none did.
  static var signal: Int32? {
    let number = received.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  /// Installs the handlers.
  static func install() {
    // Both constants exist before a handler can touch them: initialising them inside one is not
    // safe in a signal.
    _ = cancellation.isCancelled
    _ = received.load(ordering: .relaxed)
    _ = acknowledgement.utf8CodeUnitCount
    for number in [SIGINT, SIGTERM] {
      _ = registerHandler(number) { number in
        let (first, _) = Interruption.received.compareExchange(
          expected: 0, desired: number, ordering: .relaxed)
        guard first else { _exit(128 + number) }
        Interruption.cancellation.cancel()
        // Only calls that are safe in a signal handler: the text lies ready.
        let text = Interruption.acknowledgement
        _ = write(2, text.utf8Start, text.utf8CodeUnitCount)
      }
    }
    // Some parents start their children with signals blocked; nobody could interrupt those.
    var blocked = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGINT)
    sigaddset(&blocked, SIGTERM)
    sigprocmask(SIG_UNBLOCK, &blocked, nil)
    // A reader that goes away early, as in `| head`, is an error of a write and not a signal.
    _ = registerHandler(SIGPIPE, SIG_IGN)
  }

  private static func registerHandler(
    _ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?
  ) -> Bool {
    // The free function `signal` is shadowed by the property above.
    systemSignal(number, handler)
  }
}

private func systemSignal(
  _ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?
) -> Bool {
  signal(number, handler) == nil
}
