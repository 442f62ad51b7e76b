import Foundation
import Interchange
import Synchronization
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

/// Replaces all files of a folder, each by the same text.
private func save(_ text: String, in folder: String) throws {
  try replaceFiles(in: folder, with: (0..<5).map { ("\($0).csv", Array(text.utf8)) })
}

/// What two threads at one folder met.
private final class Met: Sendable {
  let texts = Mutex<[String]>([])
  let isSaved = Mutex(false)
}

@Test func `several may save one folder at once, and make it`() async throws {
  let folder = FileManager.default.temporaryDirectory.path + "/allot-tests-\(UUID().uuidString)"
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await withThrowingTaskGroup(of: Void.self) { group in
    for saver in 0..<3 {
      group.addTask { for n in 0..<12 { try save("\(saver)-\(n)", in: folder) } }
    }
    try await group.waitForAll()
  }
  #expect(Set(try texts(of: folder)).count == 1)
  #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 5)
}

@Test func `whoever saves or reads a folder waits until the save before is whole`() throws {
  try withFolder { folder in
    try save("old", in: folder)
    // Somebody is in the midst of a save.
    let held = open(folder, O_RDONLY)
    defer { close(held) }
    #expect(flock(held, LOCK_EX | LOCK_NB) == 0)
    for n in 0..<3 { try Data("new".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(n).csv")) }
    let met = Met()
    let reader = Thread { met.texts.withLock { $0 = (try? texts(of: folder)) ?? [] } }
    reader.start()
    Thread.sleep(forTimeInterval: 0.3)
    for n in 3..<5 { try Data("new".utf8).write(to: URL(fileURLWithPath: "\(folder)/\(n).csv")) }
    // Now somebody reads, or saves a single file.
    #expect(flock(held, LOCK_SH) == 0)
    let saver = Thread {
      try? save("last", in: folder)
      met.isSaved.withLock { $0 = true }
    }
    saver.start()
    Thread.sleep(forTimeInterval: 0.3)
    #expect(!met.isSaved.withLock { $0 })
    #expect(Set(met.texts.withLock { $0 }) == ["new"])
    #expect(flock(held, LOCK_UN) == 0)
    while !(reader.isFinished && saver.isFinished) { Thread.sleep(forTimeInterval: 0.01) }
    #expect(try texts(of: folder) == Array(repeating: "last", count: 5))
  }
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
