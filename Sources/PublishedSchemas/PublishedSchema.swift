/// A JSON Schema of the version of 2020-12, as it is published: the bytes of `Models/schemas/*.schema.json`.
///
/// They stand in a module of their own because a quarter of a megabyte of literals takes the compiler
/// half a minute, which nobody wants to wait for after an edit of the command.
package enum PublishedSchema: String, CaseIterable {
  case pair, roster, shifts, book, settle
  /// What commands print with `--json`: the report of `check`, a run of a job, `diff` and `history`.
  case check, run, diff, history

  /// The bytes of the published file.
  package var bytes: [UInt8] {
    switch self {
    case .pair: PackageResources.result_pair_schema_json
    case .roster: PackageResources.result_roster_schema_json
    case .shifts: PackageResources.result_shifts_schema_json
    case .book: PackageResources.result_book_schema_json
    case .settle: PackageResources.result_settle_schema_json
    case .check: PackageResources.check_schema_json
    case .run: PackageResources.run_schema_json
    case .diff: PackageResources.diff_schema_json
    case .history: PackageResources.history_schema_json
    }
  }
}
