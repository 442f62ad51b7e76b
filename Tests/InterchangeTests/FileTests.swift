import Diagnostics
import Foundation
import Interchange
import Testing

/// A fresh folder that is removed afterwards.
func withFolder(_ body: (String) throws -> Void) throws {
  let url = FileManager.default.temporaryDirectory.appendingPathComponent(
    "allot-tests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: url) }
  try body(url.path)
}

@Test func `a file is replaced whole, with mode 0644, and nothing is left beside it`() throws {
  try withFolder { folder in
    let path = folder + "/结果.json"
    try replaceFile(at: path, with: Array("old".utf8))
    try replaceFile(at: path, with: Array("new".utf8))
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "new")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["结果.json"])
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o644)
  }
}

@Test func `a link stays and the file behind it is replaced`() throws {
  try withFolder { folder in
    try replaceFile(at: folder + "/real", with: [1])
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: "real")
    try replaceFile(at: folder + "/link", with: [2])
    #expect(try InputFile(reading: folder + "/real").bytes == [2])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "real")
  }
}

@Test func `files of a folder are replaced all together or not at all`() throws {
  try withFolder { folder in
    let path = folder + "/日历"
    try replaceFiles(in: path, with: [("a", [1]), ("b", [2])])
    try FileManager.default.createDirectory(
      atPath: path + "/c", withIntermediateDirectories: false)
    // The third cannot be written: the first two stay as they were, and nothing else is left.
    #expect(throws: FileError(path + "/c", .write, .isFolder)) {
      try replaceFiles(in: path, with: [("a", [7]), ("b", [8]), ("c", [9])])
    }
    #expect(try InputFile(reading: path + "/a").bytes == [1])
    #expect(try InputFile(reading: path + "/b").bytes == [2])
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).sorted() == ["a", "b", "c"])
    // A folder made for files that cannot be written goes again.
    #expect(throws: FileError.self) {
      try replaceFiles(in: folder + "/neu", with: [("x/y", [1])])
    }
    #expect(!FileManager.default.fileExists(atPath: folder + "/neu"))
  }
}

/// How a folder looks after a kill: the files under temporary names, of which the first `renamed` took their
/// own, and the list of them, which was there first.
func interrupted(_ folder: String, renamed: Int, hasList: Bool = true) throws -> String {
  let path = folder + "/表\(renamed)-\(hasList)"
  let names = ["a.csv", "b.csv", "c.csv"]
  try replaceFiles(in: path, with: names.map { ($0, Array("old".utf8)) })
  var list: [UInt8] = []
  for (i, name) in names.enumerated() {
    let temporary = ".allot-Xyz\(i)"
    list += Array(temporary.utf8) + [0] + Array(name.utf8) + [0]
    try Data("new".utf8).write(
      to: URL(fileURLWithPath: path + "/" + (i < renamed ? name : temporary)))
  }
  if hasList {
    try Data(list).write(to: URL(fileURLWithPath: path + "/.allot-pending"))
  }
  return path
}

func texts(of folder: String) throws -> [String] {
  try WorkbookFolder.read(folder).value.sheets.map { $0.rows[0][0] }
}

@Test(arguments: 0...3)
func `a save of a folder that was killed among its renames is finished by whoever reads next`(
  renamed: Int
) throws {
  try withFolder { folder in
    let path = try interrupted(folder, renamed: renamed)
    #expect(try texts(of: path) == ["new", "new", "new"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        == ["a.csv", "b.csv", "c.csv"])
    // Whoever saves next finishes it too, before anything of his own.
    let other = try interrupted(folder + "/neu", renamed: renamed)
    try replaceFiles(in: other, with: [("a.csv", [65]), ("d.csv", [66])])
    #expect(try texts(of: other) == ["A", "new", "new", "B"])
  }
}

@Test func `a save of a folder that was killed before its list was there did not happen`() throws {
  try withFolder { folder in
    let path = try interrupted(folder, renamed: 0, hasList: false)
    #expect(try texts(of: path) == ["old", "old", "old"])
  }
}

@Test func `a list from elsewhere moves nothing but temporary files of its own folder`() throws {
  try withFolder { folder in
    let path = folder + "/表"
    try replaceFiles(in: path, with: [("a.csv", Array("old".utf8)), ("b.csv", Array("old".utf8))])
    try replaceFile(at: folder + "/outside.csv", with: Array("mine".utf8))
    try replaceFile(at: path + "/.allot-1", with: Array("evil".utf8))
    for pair in [
      ("../outside.csv", "a.csv"), ("b.csv", "a.csv"), (".allot-1", "../outside.csv"),
      (".allot-1", ".."), (".allot-1", ""), (".allot-/../b.csv", "a.csv"),
    ] {
      try replaceFile(
        at: path + "/.allot-pending", with: Array("\(pair.0)\0\(pair.1)\0".utf8))
      #expect(try texts(of: path) == ["old", "old"], "\(pair)")
      #expect(try InputFile(reading: folder + "/outside.csv").bytes == Array("mine".utf8))
    }
    for broken: [UInt8] in [[], [0], [0, 0, 0], Array("x".utf8), [255, 0, 255]] {
      try replaceFile(at: path + "/.allot-pending", with: broken)
      #expect(try texts(of: path) == ["old", "old"])
    }
  }
}

@Test func `a link in a folder is followed when the folder is saved`() throws {
  try withFolder { folder in
    let path = folder + "/表"
    try replaceFiles(in: path, with: [("a.csv", [65])])
    try replaceFile(at: folder + "/real.csv", with: [66])
    try FileManager.default.createSymbolicLink(
      atPath: path + "/b.csv", withDestinationPath: "../real.csv")
    try replaceFiles(in: path, with: [("a.csv", [67]), ("b.csv", [68])])
    #expect(try InputFile(reading: folder + "/real.csv").bytes == [68])
    #expect(try texts(of: path) == ["C", "D"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["real.csv", "表"])
  }
}

@Test func `errors of files are typed`() throws {
  try withFolder { folder in
    let missing = folder + "/none/x"
    #expect(throws: FileError(missing, .write, .missing)) { try replaceFile(at: missing, with: []) }
    #expect(throws: FileError(missing, .read, .missing)) { try InputFile(reading: missing) }
    #expect(throws: FileError(folder, .write, .isFolder)) { try replaceFile(at: folder, with: []) }
    #expect(throws: FileError(folder, .read, .isFolder)) { try InputFile(reading: folder) }
    let file = folder + "/f"
    try replaceFile(at: file, with: Array(repeating: 0, count: 11))
    #expect(throws: FileError(file, .read, .tooLarge(limit: 10))) {
      try InputFile(reading: file, limit: 10)
    }
    #expect(throws: FileError(file, .write, .isNotFolder)) { try makeFolder(at: file) }
  }
}

@Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
func `a device is written to and never replaced, and a full one says so`() throws {
  #expect(throws: FileError("/dev/full", .write, .diskFull)) {
    try replaceFile(at: "/dev/full", with: [1])
  }
  try replaceFile(at: "/dev/null", with: [1])
  for device in ["/dev/full", "/dev/null"] {
    let type = try FileManager.default.attributesOfItem(atPath: device)[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }
}

/// Left out unless `ALLOT_SMALL_DISK` names a folder on a file system of less than a mebibyte.
@Test(.enabled(if: ProcessInfo.processInfo.environment["ALLOT_SMALL_DISK"] != nil, "no small disk"))
func `a full disk leaves the old file and no other`() throws {
  let disk = try #require(ProcessInfo.processInfo.environment["ALLOT_SMALL_DISK"])
  let path = disk + "/result.json"
  try replaceFile(at: path, with: Array("old".utf8))
  #expect(throws: FileError(path, .write, .diskFull)) {
    try replaceFile(at: path, with: [UInt8](repeating: 65, count: 1 << 20))
  }
  #expect(try InputFile(reading: path).bytes == Array("old".utf8))
  #expect(try FileManager.default.contentsOfDirectory(atPath: disk) == ["result.json"])
}

@Test func `a workbook survives being written to a folder and read back`() throws {
  try withFolder { folder in
    let path = folder + "/导师结对"
    let sheets = [
      Sheet(file: "导师结对", name: "人才", rows: [["工号", "姓名"], ["00123", "=王芳"]]),
      Sheet(file: "导师结对", name: "导师", rows: [["工号"], ["007"]]),
    ]
    try WorkbookFolder.write(Workbook(name: "导师结对", sheets: sheets), to: path)
    try replaceFile(at: path + "/~$导师.csv", with: [0])
    try replaceFile(at: path + "/说明.txt", with: [0])
    let reading = try WorkbookFolder.read(path + "/")
    #expect(reading.value.name == "导师结对")
    // In the order of the names' bytes: 人 (E4…) before 导 (E5…).
    #expect(reading.value.sheets == sheets)
    #expect(reading.value.files.map { String($0.path.suffix(6)) } == ["人才.csv", "导师.csv"])
    #expect(reading.value.sheets[1].cell(row: 16, column: 3).description == "导师结对!导师!D17")
  }
}

@Test func `a sheet's name cannot lead out of the folder`() throws {
  try withFolder { folder in
    let sheet = Sheet(file: "w", name: "../evil", rows: [["a"]])
    try WorkbookFolder.write(Workbook(name: "w", sheets: [sheet]), to: folder + "/w")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["w"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/w") == [".._evil.csv"])
  }
}
