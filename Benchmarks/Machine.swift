#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
#if canImport(Glibc)
  import Glibc
#endif

/// What a figure depends on besides the code.
struct Machine: CustomStringConvertible {
  let processor: String
  let processors: Int
  let load: String
  let commit: String

  /// This machine, now. Its name is not recorded.
  static var current: Machine {
    let cpu = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = cpu.split(separator: "\n").first { $0.hasPrefix("model name") }
      .flatMap { $0.split(separator: ":", maxSplits: 1).last }
      .map { $0.drop { $0 == " " } }
    let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
    let commit = try? MeasuredProcess.run(["git", "describe", "--always", "--dirty"])
    return Machine(
      processor: model.map(String.init) ?? "unknown processor",
      processors: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))),
      load: load.split(separator: " ").first.map(String.init) ?? "–",
      commit: commit.map { String($0.output.prefix { $0 != "\n" }) } ?? "–")
  }

  var description: String {
    "\(processor), \(processors) processors, load \(load) at the start; commit \(commit)."
  }
}
