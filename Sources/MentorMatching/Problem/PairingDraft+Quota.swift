public import Alliance

extension PairingDraft {
  /// A limit on the pairs between some mentors and some talents, running pairs included.
  public struct Quota: Codable, Hashable, Sendable {
    /// Of whom a quota speaks.
    public enum Scope: Codable, Hashable, Sendable {
      /// All of them.
      case everybody
      /// Those of an institution, by its key.
      case institution(String)
      /// Those of the institutions of a tier.
      case tier(Tier)
      /// One person, by staff number.
      case person(String)
    }

    /// The mentors.
    public var mentors: Scope
    /// The talents.
    public var talents: Scope
    /// Fewest pairs, for rules that do not demand stability.
    public var lower: Int
    /// Most pairs; `nil` for no limit.
    public var upper: Int?

    /// A quota.
    public init(
      mentors: Scope = .everybody, talents: Scope = .everybody, lower: Int = 0, upper: Int? = nil
    ) {
      self.mentors = mentors
      self.talents = talents
      self.lower = lower
      self.upper = upper
    }
  }
}
