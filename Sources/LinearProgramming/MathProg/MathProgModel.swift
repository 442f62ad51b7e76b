internal import CGLPK

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// A GNU MathProg model with its data, translated by GLPK into a linear program.
///
/// For tests, which compare a formulation with the model of `Models/` row by row, and for checking
/// exported data. The objective's row is left out of the program's rows.
public struct MathProgModel: Sendable {
  /// The generated program.
  public let program: LinearProgram
  /// Name of the objective in the model.
  public let objectiveName: String

  /// Translates a model.
  ///
  /// - Parameters:
  ///   - modelText: The model section.
  ///   - dataText: The data section; `nil` if the model carries its data.
  /// - Throws: ``EngineError/badModel(_:)`` with the translator's message, or another
  ///   ``EngineError``.
  public init(modelText: String, dataText: String? = nil) throws {
    // The translator reads files only.
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "allot-\(UInt64.random(in: 0 ... .max))", directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let model = folder.appending(path: "model.mod")
    try Data(modelText.utf8).write(to: model)
    var data: URL?
    if let dataText {
      let file = folder.appending(path: "data.dat")
      try Data(dataText.utf8).write(to: file)
      data = file
    }
    try self.init(modelPath: model.path, dataPath: data?.path)
  }

  /// Translates a model from files.
  ///
  /// - Parameters:
  ///   - modelPath: Path of the `.mod` file.
  ///   - dataPath: Path of the `.dat` file; `nil` if the model carries its data.
  /// - Throws: As ``init(modelText:dataText:)``.
  public init(modelPath: String, dataPath: String?) throws {
    var handle: OpaquePointer?
    if cglpk_read_mathprog(modelPath, dataPath, &handle) == CGLPK_FATAL {
      throw EngineError.badModel(String(cString: cglpk_message()))
    }
    guard let handle else { throw EngineError.outOfMemory }
    defer { cglpk_close(handle) }
    var isMaximized = false
    try accept(cglpk_is_maximized(handle, &isMaximized))
    objectiveName = cglpk_objective_name(handle).map { String(cString: $0) } ?? ""
    program = try Self.program(
      of: handle, sense: isMaximized ? .maximize : .minimize, objectiveName: objectiveName)
  }

  private static func program(
    of handle: OpaquePointer, sense: LinearProgram.Sense, objectiveName: String
  ) throws -> LinearProgram {
    var program = LinearProgram(objectiveName.isEmpty ? "model" : objectiveName, sense: sense)
    for j in 0..<cglpk_column_count(handle) {
      var (lower, upper, cost, isInteger) = (0.0, 0.0, 0.0, false)
      try accept(
        cglpk_read_column_definition(handle, j, &lower, &upper, &cost, &isInteger))
      let name = cglpk_column_name(handle, j).map { String(cString: $0) } ?? "column[\(j)]"
      _ = program.addColumn(
        name, LinearProgram.Bounds(lower: lower, upper: upper),
        kind: isInteger ? .integer : .continuous, cost: cost)
    }
    try accept(cglpk_read_constant(handle, &program.objectiveConstant))
    for i in 0..<cglpk_row_count(handle) {
      let name = cglpk_row_name(handle, i).map { String(cString: $0) } ?? "row[\(i)]"
      if name == objectiveName { continue }
      let row = try readRow(of: handle, i, name: name)
      program.require(name, LinearExpression(row.terms), in: row.bounds)
    }
    return program
  }
}
