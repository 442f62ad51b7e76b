import Foundation
import Interchange
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Test
func `what a killed save left is removed by the next one, unless somebody is saving in the folder`()
  throws
{
  try withFolder { folder in
    let dead = ["AbC123", "XyZ789"].map { ".allot-saving-\($0)" }
    let others = [".allot-AbC123", ".allot-saving-mine", ".allot-saving-AbC123.txt", "a.csv"]
    func leave() throws {
      for name in [dead[0]] + others {
        try Data("a".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      }
      // A new folder that was being filled.
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(dead[1])", withIntermediateDirectories: true)
      try Data("b".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(dead[1])/b.csv"))
    }
    func names() throws -> Set<String> {
      Set(try FileManager.default.contentsOfDirectory(atPath: folder))
    }
    try leave()
    let held = open(folder, O_RDONLY)
    defer { close(held) }
    #expect(flock(held, LOCK_SH | LOCK_NB) == 0)
    try replaceFile(at: folder + "/a.csv", with: [65])
    #expect(try names() == Set(dead + others))
    #expect(flock(held, LOCK_UN) == 0)
    try replaceFile(at: folder + "/a.csv", with: [66])
    #expect(try names() == Set(others))
    try leave()
    try replaceFiles(in: folder, with: [("a.csv", [67]), ("b.csv", [68])])
    #expect(try names() == Set(others + ["b.csv"]))
    try leave()
    try replaceFiles(in: folder + "/neu", with: [("a.csv", [67]), ("b.csv", [68])])
    #expect(try names() == Set(others + ["b.csv", "neu"]))
    // A save that counts already is finished before a later one, which then stands.
    let pending = try interrupted(folder + "/x", renamed: 1)
    try FileManager.default.createDirectory(
      atPath: pending + "/" + dead[1], withIntermediateDirectories: false)
    try replaceFile(at: pending + "/b.csv", with: [69])
    #expect(try texts(of: pending) == ["new", "E", "new"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: pending).sorted()
        == ["a.csv", "b.csv", "c.csv"])
  }
}

@Test func `two savers of one folder do not take each other's files for dead ones`() async throws {
  let folder = FileManager.default.temporaryDirectory.path + "/allot-tests-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await withThrowingTaskGroup(of: Void.self) { group in
    for saver in 0..<6 {
      group.addTask {
        for n in 0..<30 {
          try replaceFile(at: "\(folder)/\(saver)", with: [UInt8(n)])
          try replaceFiles(
            in: folder, with: [("\(saver)a", [UInt8(n)]), ("\(saver)b", [UInt8(n)])])
        }
      }
    }
    try await group.waitForAll()
  }
  #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 18)
}

@Test
func `two saves of one folder are never mixed, for whoever reads meanwhile either`() async throws {
  let folder = FileManager.default.temporaryDirectory.path + "/allot-tests-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: folder) }
  func save(_ content: String) throws {
    // The new folder, too, is made by several at once.
    try replaceFiles(in: folder, with: (0..<5).map { ("\($0).csv", Array(content.utf8)) })
    // Others are to have their turn.
    usleep(4_000)
  }
  try await withThrowingTaskGroup(of: Void.self) { group in
    for saver in 0..<3 {
      group.addTask { for n in 0..<12 { try save("\(saver)-\(n)") } }
    }
    group.addTask {
      while (try? texts(of: folder)) == nil {}
      for _ in 0..<40 {
        let seen = try texts(of: folder)
        #expect(seen.count == 5 && Set(seen).count == 1, "\(seen)")
      }
    }
    try await group.waitForAll()
  }
  #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 5)
}

@Test func `a folder that somebody keeps for himself is not written to, and that is said`() throws {
  try withFolder { folder in
    let old: [(name: String, bytes: [UInt8])] = [("a.csv", [65]), ("b.csv", [66])]
    try replaceFiles(in: folder, with: old)
    let held = open(folder, O_RDONLY)
    defer { close(held) }
    #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
    #expect(throws: FileError(folder, .write, .folderBusy)) {
      try replaceFiles(in: folder, with: [("a.csv", [67]), ("b.csv", [68])])
    }
    #expect(try texts(of: folder) == ["A", "B"])
  }
}
