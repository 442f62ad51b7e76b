public import Diagnostics
public import Interchange

/// The head of an entry: what happened, when, and how it hangs on the entry before.
public struct LedgerEntry: Hashable, Sendable {
  /// What an entry records.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A job was solved; the result is known by its hash alone.
    case draft
    /// A checked result was approved.
    case published
    /// Somebody left, with or without a successor.
    case departure
    /// The holidays of a year were entered.
    case calendar
    /// Personal fields were replaced by their hashes.
    case purge

    /// Name for people.
    public var title: Bilingual {
      switch self {
      case .draft: Bilingual(zh: "草稿", en: "draft")
      case .published: Bilingual(zh: "已发布", en: "published")
      case .departure: Bilingual(zh: "离任", en: "departure")
      case .calendar: Bilingual(zh: "日历", en: "calendar")
      case .purge: Bilingual(zh: "清除", en: "purge")
      }
    }
  }

  /// Number of the entry, from 1 without a gap.
  public let number: Int
  /// When it was written, in universal time: `2027-01-05T01:02:03Z`.
  public let moment: String
  /// What it records.
  public let kind: Kind
  /// The job; `nil` for entries of no job.
  public let job: Job?
  /// What it is about, such as a round's title or a year.
  public let title: String
  /// First day that it speaks of, `2026-01-01`; `nil` if it has no dates. For a purge, the day before
  /// which people were forgotten.
  public let first: String?
  /// Last day that it speaks of; `nil` if it has no dates.
  public let last: String?
  /// SHA-256 of the result file; `nil` without one.
  public let result: String?
  /// Who approved a published result; `nil` for other entries.
  public let approver: LedgerPerson?
  /// Hash of the entry before; 64 zeros for the first.
  public let previous: String
  /// Hash of this entry.
  public let hash: String
  /// Number of the entry that took its place; `nil` while it stands.
  public let supersededBy: Int?
}

/// An entry to be written.
public struct LedgerDraft: Hashable, Sendable {
  /// What it records.
  public var kind: LedgerEntry.Kind
  /// The job; `nil` for entries of no job.
  public var job: Job?
  /// What it is about.
  public var title: String
  /// First day that it speaks of, `2026-01-01`.
  public var first: String?
  /// Last day that it speaks of.
  public var last: String?
  /// SHA-256 of the result file.
  public var result: String?
  /// Who approved it.
  public var approver: LedgerPerson?
  /// What it says.
  public var facts: [Fact]

  /// An entry to be written.
  public init(
    _ kind: LedgerEntry.Kind, job: Job? = nil, title: String = "", first: String? = nil,
    last: String? = nil, result: String? = nil, approver: LedgerPerson? = nil, facts: [Fact] = []
  ) {
    self.kind = kind
    self.job = job
    self.title = title
    self.first = first
    self.last = last
    self.result = result
    self.approver = approver
    self.facts = facts
  }
}
