#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#endif

/// A finished child process with what the operating system counted for it.
struct MeasuredProcess {
  /// Exit status, or 128 plus the signal that ended it.
  let status: Int32
  /// What it printed on standard output.
  let output: String
  /// Wall-clock seconds.
  let seconds: Double
  /// Processor seconds, user and system, its own children included.
  let cpuSeconds: Double
  /// Largest resident memory, MiB.
  let peakMebibytes: Double

  /// Runs a command to its end; standard error is passed through.
  ///
  /// - Throws: ``CannotStart`` if the command does not start.
  static func run(_ arguments: [String]) throws -> MeasuredProcess {
    var pipeEnds: [Int32] = [0, 0]
    guard pipe(&pipeEnds) == 0 else { throw CannotStart(command: arguments) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipeEnds[1], 1)
    posix_spawn_file_actions_addclose(&actions, pipeEnds[0])

    let start = ContinuousClock.now
    var child: pid_t = 0
    let words = arguments.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    let code = posix_spawnp(&child, arguments[0], &actions, nil, words, environ)
    close(pipeEnds[1])
    guard code == 0 else {
      close(pipeEnds[0])
      throw CannotStart(command: arguments)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(pipeEnds[0], &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    close(pipeEnds[0])
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0 && errno == EINTR {}
    let elapsed = (ContinuousClock.now - start).components
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
    return MeasuredProcess(
      status: status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F),
      output: String(decoding: bytes, as: UTF8.self),
      seconds: Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18,
      cpuSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakMebibytes: Double(usage.ru_maxrss) / 1024)
  }
}

extension MeasuredProcess {
  /// Runs a peer or a judge to its end; `nil` if its program is not installed.
  static func runIfThere(_ arguments: [String]) throws -> MeasuredProcess? {
    do { return try run(arguments) } catch is CannotStart { return nil }
  }
}

/// A command that is not there or may not be run.
struct CannotStart: Error, CustomStringConvertible {
  let command: [String]
  var description: String { "cannot start \(command.joined(separator: " "))" }
}
