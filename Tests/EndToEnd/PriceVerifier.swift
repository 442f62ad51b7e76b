import Foundation
import Testing

/// The exit status of the second verifier of timetables for a result; `nil` without a python3.
func verified(_ result: String, in folder: TemporaryFolder) throws -> Int32? {
  let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  guard let python else {
    print("left out: there is no python3")
    return nil
  }
  let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Verifiers/verify_prices.py")
  let process = Process()
  process.executableURL = URL(fileURLWithPath: python)
  process.arguments = [script.path, result]
  process.standardOutput = try FileHandle(forWritingTo: try folder.emptyFile("verified"))
  process.standardError = try FileHandle(forWritingTo: try folder.emptyFile("complaint"))
  try process.run()
  process.waitUntilExit()
  return process.terminationStatus
}

/// A copy of a result whose JSON is changed.
func tampered(
  _ result: String, in folder: TemporaryFolder, _ change: (inout [String: Any]) throws -> Void
) throws -> String {
  let data = try Data(contentsOf: URL(fileURLWithPath: result))
  var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  try change(&object)
  let path = folder.path("tampered.json")
  try JSONSerialization.data(withJSONObject: object).write(to: URL(fileURLWithPath: path))
  return path
}
