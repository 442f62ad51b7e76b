public import Diagnostics

/// A draw that was run: the commitment, what was revealed, and what follows from it. Anyone can compute it
/// again.
public struct DrawTranscript: Codable, Hashable, Sendable {
  /// One who was drawn and is passed over, with the reason that the rules allow.
  public struct Skip: Codable, Hashable, Sendable {
    /// Identifier of the entry.
    public let id: String
    /// Such as 回避.
    public let reason: String

    /// An entry that is passed over.
    public init(id: String, reason: String) {
      self.id = id
      self.reason = reason
    }
  }

  /// What was published before.
  public let commitment: DrawCommitment
  /// Hash of the commitment as published.
  public let commitmentHash: String
  /// The public numbers, in the order of `commitment.sources`.
  public let values: [String]
  /// The secrets, in the order of `commitment.parties`.
  public let nonces: [String]
  /// When it was run, `2027-01-05`.
  public let date: String
  /// Who ran it.
  public let conductor: String
  /// Those passed over.
  public let skips: [Skip]
  /// The seed, 64 hexadecimal digits.
  public let seed: String
  /// Identifiers in the order drawn.
  public let order: [String]
  /// Those chosen, in the order drawn.
  public let chosen: [String]
  /// Those who follow if one of the chosen drops out, in order.
  public let substitutes: [String]
  /// Hash of everything above, which the next draw names as its `previous`.
  public let hash: String

  /// Runs the draw.
  ///
  /// - Parameters:
  ///   - commitment: What was published.
  ///   - values: The public numbers in the order of the sources.
  ///   - nonces: The secrets in the order of the parties.
  ///   - date: When, `2027-01-05`.
  ///   - conductor: Who runs it.
  ///   - skips: Those to pass over.
  /// - Throws: Every fault, such as a nonce that does not fit its hash.
  public init(
    running commitment: DrawCommitment, values: [String], nonces: [String] = [], date: String,
    conductor: String, skips: [Skip] = []
  ) throws(Faults) {
    var faults = commitment.faults
    if values.count != commitment.sources.count {
      faults.append(.drawValueMissing, at: Place("values"))
    }
    for (i, value) in values.enumerated() where value.isEmpty || !DrawCommitment.isLine(value) {
      faults.append(.drawValueMissing, at: Place("values")[i], value: value)
    }
    if nonces.count != commitment.parties.count {
      faults.append(.drawNonce, at: Place("nonces"))
    }
    for (i, nonce) in nonces.enumerated() where i < commitment.parties.count {
      if !DrawCommitment.isLine(nonce) || Digest.hex(nonce) != commitment.parties[i].nonceHash {
        faults.append(.drawNonce, at: Place("nonces")[i], value: commitment.parties[i].name)
      }
    }
    for (i, skip) in skips.enumerated() {
      if !commitment.entries.contains(where: { $0.id == skip.id }) {
        faults.append(.drawSkipUnknown, at: Place("skips")[i], value: skip.id)
      }
      if skip.reason.isEmpty || !DrawCommitment.isLine(skip.reason) {
        faults.append(.drawText, at: Place("skips")[i], value: skip.reason)
      }
    }
    for (key, text) in [("date", date), ("conductor", conductor)]
    where text.isEmpty || !DrawCommitment.isLine(text) {
      faults.append(.drawText, at: Place(key), value: text)
    }
    try faults.throwIfAny()

    self.commitment = commitment
    commitmentHash = commitment.hash
    self.values = values
    self.nonces = nonces
    self.date = date
    self.conductor = conductor
    self.skips = skips
    let seedBytes = Self.seed(commitment, values, nonces)
    seed = Digest.text(seedBytes)
    order = drawnOrder(count: commitment.entries.count, seed: seedBytes).map {
      commitment.entries[$0].id
    }
    let passed = Set(skips.map(\.id))
    let taken = order.filter { !passed.contains($0) }
    chosen = Array(taken.prefix(commitment.places))
    substitutes = Array(taken.dropFirst(commitment.places))
    hash = Self.hash(
      commitmentHash, values, nonces, date, conductor, skips, seed, order)
  }

  /// The seed: SHA-256 of the domain, both hashes, every value and every nonce, a line for each.
  private static func seed(
    _ commitment: DrawCommitment, _ values: [String], _ nonces: [String]
  ) -> [UInt8] {
    let lines =
      [commitment.schema, commitment.listHash, commitment.rulesHash]
      + zip(commitment.sources, values).map { "\($0)=\($1)" }
      + zip(commitment.parties, nonces).map { "\($0.name)=\($1)" }
    return Digest.sha256(Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  private static func hash(
    _ commitment: String, _ values: [String], _ nonces: [String], _ date: String,
    _ conductor: String, _ skips: [Skip], _ seed: String, _ order: [String]
  ) -> String {
    let lines =
      ["commitment=\(commitment)"] + values.map { "value=\($0)" } + nonces.map { "nonce=\($0)" }
      + ["date=\(date)", "conductor=\(conductor)"]
      + skips.map { "skip=\($0.id)=\($0.reason)" } + ["seed=\(seed)"]
      + order.map { "drawn=\($0)" }
    return Digest.hex(lines.map { $0 + "\n" }.joined())
  }

  /// What does not hold when the draw is computed again; empty if everything does.
  ///
  /// - Parameter published: The hash that was published before the draw, if at hand.
  /// - Returns: One sentence for each defect.
  public func defects(published: String? = nil) -> [Bilingual] {
    var defects: [Bilingual] = []
    if let published, published != commitment.hash {
      defects.append(
        Bilingual(zh: "名单与规则和事先公布的不同", en: "list and rules are not those that were published"))
    }
    let again: DrawTranscript
    do throws(Faults) {
      again = try DrawTranscript(
        running: commitment, values: values, nonces: nonces, date: date, conductor: conductor,
        skips: skips)
    } catch {
      return defects
        + error.list.map { fault in
          Bilingual(
            zh: "\(fault.rule.code) \(fault.rule.text.zh)（\(fault.place)）",
            en: "\(fault.rule.code) \(fault.rule.text.en) (\(fault.place))")
        }
    }
    let parts: [(Bool, String, String)] = [
      (again.commitmentHash == commitmentHash, "名单与规则的摘要不符", "the hash of list and rules differs"),
      (again.seed == seed, "种子不符", "the seed differs"),
      (again.order == order, "抽取顺序不符", "the order differs"),
      (
        again.chosen == chosen && again.substitutes == substitutes, "入选与递补名单不符",
        "chosen or substitutes differ"
      ),
      (again.hash == hash, "记录的摘要不符", "the hash of the transcript differs"),
    ]
    return defects + parts.filter { !$0.0 }.map { Bilingual(zh: $0.1, en: $0.2) }
  }
}
