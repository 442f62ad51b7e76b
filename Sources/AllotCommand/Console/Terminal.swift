import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One of the two streams that the command writes to.
struct Terminal: Sendable {
  let descriptor: Int32

  static let output = Terminal(descriptor: STDOUT_FILENO)
  static let talk = Terminal(descriptor: STDERR_FILENO)

  /// Whether a person watches.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Whether colour helps: on a terminal, unless `NO_COLOR` is set to anything or the terminal is
  /// dumb (no-color.org).
  var hasColour: Bool {
    let refused = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    return isTerminal && !refused && environment("TERM") != "dumb"
  }

  /// Columns of the terminal; `nil` if the stream is a file or a pipe.
  var width: Int? {
    guard isTerminal else { return nil }
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return environment("COLUMNS").flatMap { Int($0) } ?? 80
  }

  /// Writes all of `text`.
  ///
  /// - Throws: ``CommandFailure`` 74 if standard output takes no more, ``StatusExit`` 141 if its reader
  ///   has gone. What is said on standard
  ///   error may be lost in silence: there is nowhere left to complain.
  func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes all bytes, as ``write(_:)-(String)`` does.
  func write(_ content: [UInt8]) throws {
    var bytes = content[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes {
        #if canImport(Glibc)
          Glibc.write(descriptor, $0.baseAddress, $0.count)
        #elseif canImport(Musl)
          Musl.write(descriptor, $0.baseAddress, $0.count)
        #else
          Darwin.write(descriptor, $0.baseAddress, $0.count)
        #endif
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else {
        if descriptor == STDERR_FILENO { return }
        // The reader has seen enough, as in `| head`: what is written to a file is written by now.
        if errno == EPIPE { throw StatusExit(status: .brokenPipe) }
        throw CommandFailure(
          .cannotWrite,
          .init(zh: "标准输出写入失败：\(systemMessage())", en: "standard output: \(systemMessage())"))
      }
      bytes = bytes.dropFirst(written)
    }
  }
}

/// A variable of the environment; `nil` if it is not set.
func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

/// The system's words for the last failed call.
func systemMessage(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }

/// Seconds of processor time that this process has used.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// Processors that are online, at least one.
func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
