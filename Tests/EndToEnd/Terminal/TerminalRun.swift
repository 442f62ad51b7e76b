import Foundation
import Synchronization
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// `allot` on a terminal of its own, as a person at the keyboard has it.
final class TerminalRun: Sendable {
  private let process: Process
  private let keyboard: Int32
  private let shown = Mutex<[UInt8]>([])
  private let isOver = Mutex(false)

  /// Starts `allot` in a new session whose terminal has `columns`.
  ///
  /// - Parameters:
  ///   - arguments: The arguments.
  ///   - columns: Width of the terminal.
  ///   - variables: More of the environment.
  ///   - output: Where standard output goes; the terminal if `nil`.
  /// - Throws: If there is no terminal to be had or `allot` cannot be started.
  init(
    _ arguments: [String], columns: UInt16 = 80, variables: [String: String] = [:],
    output: FileHandle? = nil
  ) throws {
    keyboard = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    try #require(keyboard >= 0)
    // What unlockpt and ptsname do, which are not to be seen from here: TIOCSPTLCK and TIOCGPTN.
    var (lock, number): (Int32, Int32) = (0, 0)
    try #require(
      ioctl(keyboard, 0x4004_5431, &lock) == 0 && ioctl(keyboard, 0x8004_5430, &number) == 0)
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(keyboard, UInt(TIOCSWINSZ), &size)
    let line = open(name, O_RDWR | O_NOCTTY)
    try #require(line >= 0)
    let terminal = FileHandle(fileDescriptor: line, closeOnDealloc: true)
    process = Process()
    // A session of its own makes the terminal the one whose Ctrl-C counts.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
    process.arguments = ["--ctty", "--wait", CommandRun.executable.path] + arguments
    process.environment = [
      "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm-256color",
    ].merging(variables) { $1 }
    process.standardInput = terminal
    process.standardOutput = output ?? terminal
    process.standardError = terminal
    try process.run()
    try terminal.close()
    let thread = Thread { [self] in read() }
    thread.start()
  }

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    // A terminal whose last process has ended answers with an error.
    while true {
      let count = Glibc.read(keyboard, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      shown.withLock { $0 += buffer[..<count] }
    }
    isOver.withLock { $0 = true }
  }

  /// What has reached the terminal.
  var screen: String { String(decoding: shown.withLock { $0 }, as: UTF8.self) }

  /// Waits until the terminal shows a text; `false` after `seconds`.
  func waits(for text: String, seconds: Double = 60) -> Bool {
    let start = ContinuousClock.now
    while !screen.contains(text) {
      if (ContinuousClock.now - start) / .seconds(1) > seconds { return false }
      Thread.sleep(forTimeInterval: 0.02)
    }
    return true
  }

  /// Types.
  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = Glibc.write(keyboard, bytes, bytes.count)
  }

  /// Waits for the end and returns the exit status.
  func status() -> Int32 {
    process.waitUntilExit()
    while !isOver.withLock({ $0 }) { Thread.sleep(forTimeInterval: 0.01) }
    close(keyboard)
    return process.terminationStatus
  }
}
