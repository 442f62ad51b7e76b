internal import Diagnostics

/// What a JSON file of this program says about itself.
public struct FileHeader: Decodable, Hashable, Sendable {
  /// Version of the file's shape.
  public let schemaVersion: Int
  /// The job that it belongs to.
  public let job: Job
  /// Whether it holds a solver's answer, or at least why there is none.
  public let isResult: Bool

  /// The version of problems that this program writes.
  public static let currentSchema = 1

  private enum CodingKeys: CodingKey { case schemaVersion, job, termination }

  /// Reads the header and skips the rest.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    schemaVersion = try container.decode(Int.self, forKey: .schemaVersion)
    job = try container.decode(Job.self, forKey: .job)
    isResult = container.contains(.termination)
  }

  /// Looks at a file without knowing the types of its draft and its answer.
  ///
  /// - Throws: ``RejectedInput`` if it is no JSON file of this program, or a newer one.
  public init(of file: InputFile) throws(RejectedInput) {
    // The draft alone may be megabytes; what is no JSON is told by reading the whole.
    let outline = JSONInput.outline(of: file.bytes).flatMap {
      try? JSONInput.decode(FileHeader.self, from: InputFile(path: file.path, bytes: $0))
    }
    if let outline {
      self = outline
    } else {
      self = try JSONInput.decode(FileHeader.self, from: file)
    }
    guard schemaVersion <= (isResult ? job.resultSchema : Self.currentSchema) else {
      throw JSONInput.rejected(
        .schemaTooNew, at: Place("schemaVersion"), value: String(schemaVersion), in: file)
    }
  }

  /// Looks at a file that must belong to `job`.
  ///
  /// - Throws: ``RejectedInput``, also if it belongs to another job.
  public init(of file: InputFile, expecting job: Job) throws(RejectedInput) {
    try self.init(of: file)
    guard self.job == job else {
      throw JSONInput.rejected(
        .wrongJob, at: Place("job"), value: self.job.rawValue, in: file)
    }
  }
}

extension Job {
  /// The version of results that this program writes, and the only one that it reads: proofs of older ones
  /// are in another language.
  public var resultSchema: Int {
    switch self {
    // 2: one language of proofs by rows, and missed limits of projects and quotas. 3: no proofs by rotations,
    // proofs that a round is empty, and draws among listed pairings.
    case .pair: 3
    case .roster, .shifts, .book, .settle: 1
    }
  }
}

/// A problem as JSON: `{"schemaVersion": 1, "job": "pair", "draft": {…}}`.
///
/// A result file holds these keys too, so the problem of an old result can be solved again.
public struct DraftFile<Draft: Codable & Sendable>: Sendable, Codable {
  /// Version of the file's shape.
  public let schemaVersion: Int
  /// The job.
  public let job: Job
  /// The problem before it is checked.
  public let draft: Draft

  /// A problem of a job.
  public init(job: Job, draft: Draft) {
    schemaVersion = FileHeader.currentSchema
    self.job = job
    self.draft = draft
  }

  /// Reads a problem, or the problem inside a result file.
  ///
  /// - Returns: The draft; faults of the problem will be printed as `file!draft.mentors[3].capacity`.
  /// - Throws: ``RejectedInput`` if it cannot be read or belongs to another job.
  public static func read(
    _ file: InputFile, expecting job: Job
  ) throws(RejectedInput) -> Reading<Draft> {
    _ = try FileHeader(of: file, expecting: job)
    let content = try JSONInput.decode(DraftFile.self, from: file)
    return Reading(
      value: content.draft, provenance: Provenance(file: file.path, root: Place("draft")))
  }

  /// The file's bytes: one line with sorted keys.
  public func encoded() throws -> [UInt8] { try JSONInput.encode(self) + [0x0A] }
}
