import Foundation
import Testing

/// Results and a ledger with one published settlement, made once for all that is done to them.
///
/// The roster and the log of use are small, so that a command's time goes into files and not into solving.
final class Office: Sendable {
  let folder: TemporaryFolder
  let roster: String
  let bill: String
  /// The log of use that is settled.
  let uses: String
  /// A ledger in which the bill is published, closed properly: one file.
  let ledger: String

  init() throws {
    folder = try TemporaryFolder()
    let sample = folder.path("sample.json")
    roster = folder.path("roster.json")
    bill = folder.path("bill.json")
    uses = folder.path("uses")
    ledger = folder.path("台账.db")
    for arguments in [
      [
        "sample", "roster", "--hospitals", "2", "--communities", "3", "--months", "4", "--seed",
        "1", "--output", sample,
      ],
      ["roster", sample, "--output", roster],
      ["sample", "settle", "--devices", "4", "--uses", "20", "--seed", "1", "--output", uses],
      ["settle", uses, "--output", bill],
      ["publish", bill, "--ledger", ledger, "--approver", "甲"],
    ] {
      let run = try CommandRun(arguments)
      try #require(run.status == 0, "\(run.talk)")
    }
  }
}

/// A command that writes, and to which something happens.
enum Deed: CaseIterable {
  case save, publish, settle

  /// Its arguments; `ledger` and `output` are paths.
  func arguments(_ office: Office, ledger: String, output: String) -> [String] {
    switch self {
    case .save: ["roster", office.roster, "--ledger", ledger, "--output", output, "--quiet"]
    case .publish: ["publish", office.roster, "--ledger", ledger, "--approver", "甲", "--quiet"]
    case .settle: ["settle", office.uses, "--ledger", ledger, "--output", output, "--quiet"]
    }
  }
}
