internal import Interchange

/// What an `.xlsx` file may cost to read. A file beyond a limit is refused before it is unpacked further.
public struct WorkbookLimits: Hashable, Sendable {
  /// Most entries in the archive.
  public var entries = 2_000
  /// Most bytes of one entry, unpacked.
  public var entryBytes = 64 * 1_048_576
  /// Most bytes of all entries that are read, unpacked.
  public var totalBytes = 256 * 1_048_576
  /// Most unpacked bytes for each packed byte, once an entry is larger than ``ratioGrace``.
  public var ratio = 100
  /// Bytes that an entry may have whatever its ratio.
  public var ratioGrace = 102_400
  /// Most elements inside each other in an XML part.
  public var depth = 64
  /// Most rows of a sheet that hold something.
  public var rows = Sheet.mostRows
  /// Most cells of a sheet, counting the blank ones left of a filled one.
  public var cells = Sheet.mostCells

  /// The limits that suit a secretariat's files.
  public init() {}
}
