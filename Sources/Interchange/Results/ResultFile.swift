internal import Diagnostics
public import Solving

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// An input file as it was when the problem was read.
public struct InputRecord: Codable, Hashable, Sendable {
  /// Path as the user gave it.
  public let path: String
  /// SHA-256 of the bytes, in lower-case hexadecimal.
  public let sha256: String

  /// A file and its hash.
  public init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }
}

/// A draft as it stands in a result file. Writing a large one takes as long as reading it, and can be done
/// while the round is solved.
public struct EncodedDraft: Sendable {
  let bytes: EncodedBytes

  /// Writes a draft.
  public init(_ draft: some Encodable) throws {
    bytes = EncodedBytes(bytes: try JSONInput.encode(draft))
  }
}

/// A self-contained result: the problem, the answer, what was proven about it and how it was reached.
///
/// `explain`, `verify`, `diff` and `report` need nothing else. Two runs with the same input, seed and
/// limit in work units write the same bytes, except for the last two entries, `cpuSeconds` and
/// `seconds`.
public struct ResultFile<Draft: Codable & Sendable, Answer: JobAnswer>: Sendable {
  /// Version of the file's shape.
  public let schemaVersion: Int
  /// The job.
  public let job: Job
  /// Version of the program that wrote the file.
  public let version: String
  /// The problem before it was checked.
  public let draft: Draft
  /// The answer with its certificates and reasons; `nil` if none was found.
  public let answer: Answer?
  /// What shows that there is none; `nil` with an answer, and where nothing is shown.
  public let emptiness: Answer.EmptinessProof?
  /// The goals in order of importance; empty without an answer.
  public let terms: [ObjectiveTerm]
  /// Why the solver stopped.
  public let termination: Termination
  /// Seed of the run.
  public let seed: UInt64
  /// When the run was to stop.
  public let limits: SolveLimits
  /// Work units spent.
  public let work: Int
  /// The files that the problem was read from.
  public let inputs: [InputRecord]
  /// Years of the calendar that were provisional when the problem was solved; every output says so.
  public let provisionalYears: [Int]
  /// Processor time of the run in seconds.
  public let cpuSeconds: Double
  /// Wall-clock time of the run in seconds.
  public let seconds: Double

  /// The result of a run.
  public init(
    job: Job, version: String, draft: Draft, outcome: Outcome<Answer>, limits: SolveLimits,
    inputs: [InputRecord], provisionalYears: [Int] = [], cpuSeconds: Double, seconds: Double
  ) {
    schemaVersion = job.resultSchema
    self.job = job
    self.version = version
    self.draft = draft
    answer = outcome.solution
    emptiness = outcome.emptiness
    terms = outcome.terms
    termination = outcome.termination
    seed = outcome.seed
    self.limits = limits
    work = outcome.work
    self.inputs = inputs
    self.provisionalYears = provisionalYears
    self.cpuSeconds = cpuSeconds
    self.seconds = seconds
  }

  /// A result whose answer somebody changed by hand: the same problem, and what is known of the new answer.
  ///
  /// - Parameters:
  ///   - original: The result before.
  ///   - version: Version of the program.
  ///   - outcome: The new answer; its termination is `Termination.edited`.
  ///   - files: The file of the original result and the tables that were edited; they join its inputs.
  public init(
    editing original: ResultFile, version: String, outcome: Outcome<Answer>, files: [InputRecord]
  ) {
    self.init(
      job: original.job, version: version, draft: original.draft, outcome: outcome,
      limits: original.limits, inputs: original.inputs + files,
      provisionalYears: original.provisionalYears, cpuSeconds: 0, seconds: 0)
  }

  /// The outcome as the solver returned it.
  public var outcome: Outcome<Answer> {
    Outcome(
      termination: termination, solution: answer, emptiness: emptiness, terms: terms, work: work,
      seed: seed)
  }

  /// Reads a result of `job`.
  ///
  /// - Throws: ``RejectedInput`` if the file cannot be read, is no result, is of another version, or belongs
  ///   to another job.
  public init(reading file: InputFile, expecting job: Job) throws(RejectedInput) {
    let header = try FileHeader(of: file, expecting: job)
    guard header.schemaVersion == job.resultSchema else {
      throw JSONInput.rejected(
        .schemaTooOld, at: Place("schemaVersion"), value: String(header.schemaVersion), in: file)
    }
    self = try JSONInput.decode(ResultFile.self, from: file)
  }

  /// The file's bytes: one line of JSON with sorted keys, then the two times.
  ///
  /// - Parameter written: The draft, if that was written before.
  /// - Returns: The bytes.
  /// - Throws: An error for a number that JSON cannot hold.
  public func encoded(draft written: EncodedDraft? = nil) throws -> [UInt8] {
    var bytes = try JSONInput.encode(Entries(result: self, written: written))
    // The times are put in by hand, so that everything before them can be compared byte by byte.
    bytes.removeLast()
    bytes += Array(",\"cpuSeconds\":\(Self.number(cpuSeconds)),".utf8)
    bytes += Array("\"seconds\":\(Self.number(seconds))}\n".utf8)
    return bytes
  }

  /// Seconds with three decimals.
  private static func number(_ seconds: Double) -> String {
    let clamped = seconds.isFinite ? min(max(0, seconds), 1e12) : 0
    let thousandths = Int((clamped * 1000).rounded())
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}

extension ResultFile: Codable {
  private enum CodingKeys: CodingKey {
    case schemaVersion, job, version, draft, answer, emptiness, terms, termination, seed, limits,
      work, inputs
    case provisionalYears, cpuSeconds, seconds
  }

  /// All entries but the times.
  private struct Entries: Encodable {
    let result: ResultFile
    let written: EncodedDraft?

    func encode(to encoder: any Encoder) throws { try result.encode(to: encoder, written) }
  }

  private struct Limits: Codable {
    let seconds: Double?
    let work: Int?
    let gap: Double
  }

  /// Reads all entries; the times may be missing.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schemaVersion = try container.decode(Int.self, forKey: .schemaVersion)
    job = try container.decode(Job.self, forKey: .job)
    version = try container.decode(String.self, forKey: .version)
    draft = try container.decode(Draft.self, forKey: .draft)
    answer = try container.decodeIfPresent(Answer.self, forKey: .answer)
    emptiness = try container.decodeIfPresent(Answer.EmptinessProof.self, forKey: .emptiness)
    terms = try container.decode([ObjectiveTerm].self, forKey: .terms)
    termination = try container.decode(Termination.self, forKey: .termination)
    seed = try container.decode(UInt64.self, forKey: .seed)
    let limits = try container.decode(Limits.self, forKey: .limits)
    guard (limits.seconds ?? 0) >= 0, (limits.work ?? 0) >= 0, limits.gap >= 0 else {
      throw DecodingError.dataCorruptedError(
        forKey: .limits, in: container, debugDescription: "limits are not negative")
    }
    self.limits = SolveLimits(seconds: limits.seconds, work: limits.work, gap: limits.gap)
    work = try container.decode(Int.self, forKey: .work)
    inputs = try container.decode([InputRecord].self, forKey: .inputs)
    provisionalYears = try container.decode([Int].self, forKey: .provisionalYears)
    cpuSeconds = try container.decodeIfPresent(Double.self, forKey: .cpuSeconds) ?? 0
    seconds = try container.decodeIfPresent(Double.self, forKey: .seconds) ?? 0
  }

  /// Writes all entries but the times; ``encoded()`` puts those at the end.
  public func encode(to encoder: any Encoder) throws { try encode(to: encoder, nil) }

  private func encode(to encoder: any Encoder, _ written: EncodedDraft?) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schemaVersion, forKey: .schemaVersion)
    try container.encode(job, forKey: .job)
    try container.encode(version, forKey: .version)
    if let written {
      try container.encode(written.bytes, forKey: .draft)
    } else {
      try container.encode(draft, forKey: .draft)
    }
    try container.encodeIfPresent(answer, forKey: .answer)
    try container.encodeIfPresent(emptiness, forKey: .emptiness)
    try container.encode(terms, forKey: .terms)
    try container.encode(termination, forKey: .termination)
    try container.encode(seed, forKey: .seed)
    let seconds = limits.seconds.flatMap { $0.isFinite ? $0 : nil }
    try container.encode(
      Limits(seconds: seconds, work: limits.work, gap: limits.gap), forKey: .limits)
    try container.encode(work, forKey: .work)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(provisionalYears, forKey: .provisionalYears)
  }
}
