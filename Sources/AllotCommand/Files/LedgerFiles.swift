import Diagnostics
import Interchange
import Ledger

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension CommandFailure {
  /// Why a ledger could not be used.
  init(_ error: LedgerError) {
    let status: ExitStatus =
      switch error.reason {
      case .missing, .notReadable: .inputMissing
      case .notALedger, .newer, .damaged: .badData
      case .notWritable, .copyExists: .cannotCreate
      case .locked, .diskFull: .cannotWrite
      case .database: .unforeseen
      }
    self.init(status, error.text, next: error.next)
  }
}

/// The present in universal time as the ledger writes it: `2027-01-05T01:02:03Z`.
func ledgerMoment() -> String {
  let text = timestamp()
  func part(_ from: Int, _ to: Int) -> Substring { text.prefix(to).dropFirst(from) }
  return "\(part(0, 4))-\(part(4, 6))-\(part(6, 11)):\(part(11, 13)):\(part(13, 16))"
}

/// A line that somebody types; `nil` if nobody sits at the terminal or nothing was typed.
func ask(_ question: Bilingual) -> String? {
  guard isatty(STDIN_FILENO) == 1, Terminal.talk.isTerminal else { return nil }
  try? Terminal.talk.write(question[Speech.language])
  let answer = DrawFiles.plain(readLine() ?? "")
  return answer.isEmpty ? nil : answer
}

/// The person of `NUMBER NAME` or of a name alone.
func ledgerPerson(_ text: String) -> LedgerPerson {
  let parts = DrawFiles.plain(text).split(separator: " ", maxSplits: 1).map(String.init)
  return LedgerPerson(number: parts.first ?? "", name: parts.count > 1 ? parts[1] : "")
}
