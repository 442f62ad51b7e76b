public import Alliance

/// Why a unit serves when it serves.
public struct UnitReason: Codable, Hashable, Sendable {
  /// Why a unit's duty lies in its term.
  public enum Cause: String, Codable, Hashable, Sendable {
    /// The cell was pinned.
    case pinned
    /// A published roster has the unit there, and it stays.
    case published
    /// This is the last term in which the duty is not late.
    case lastTermInTime
    /// It was this unit's turn: the term lies in the window of its next duty.
    case inTurn
    /// The unit serves outside the window, because others were away or pinned.
    case outsideWindow
  }

  /// Why one person serves and not a colleague of the unit.
  public enum Choice: String, Codable, Hashable, Sendable {
    /// The cell names the person.
    case pinned
    /// A published roster names the person, who stays.
    case published
    /// The unit has nobody else who may serve.
    case onlyOne
    /// Every colleague is away or forbidden in that term.
    case colleaguesAway
    /// The colleagues who are there would need an exception.
    case hasRole
    /// The person has served no more often than the colleagues who are there.
    case fewerDuties
    /// The people of the unit take turns so that their counts come out even.
    case balance
  }

  /// A duty and why it lies there.
  public struct Served: Codable, Hashable, Sendable {
    /// Index of the term.
    public let term: Int
    /// The body.
    public let body: Body
    /// Index of the person.
    public let person: Int
    /// Which duty of the unit in this roster it is, from 1.
    public let ordinal: Int
    /// First term in which this duty keeps the deviation within the worst one of the tier.
    public let earliest: Int
    /// Last such term; the number of terms if the duty need not fall due in this roster.
    public let latest: Int
    /// Why this term.
    public let cause: Cause
    /// Why this person.
    public let choice: Choice

    /// A duty with its reasons.
    public init(
      term: Int, body: Body, person: Int, ordinal: Int, earliest: Int, latest: Int, cause: Cause,
      choice: Choice
    ) {
      self.term = term
      self.body = body
      self.person = person
      self.ordinal = ordinal
      self.earliest = earliest
      self.latest = latest
      self.cause = cause
      self.choice = choice
    }
  }

  /// Index of the unit.
  public let unit: Int
  /// Duties in this roster.
  public let served: Int
  /// Duties it was entitled to in this roster, history left out.
  public let entitlement: ExactFraction
  /// Served less entitled at the end, history included.
  public let deviation: ExactFraction
  /// Largest |served − entitled| after any term, history included.
  public let worstDeviation: ExactFraction
  /// The duties by term.
  public let duties: [Served]
  /// Terms in which the unit was away, or all its people were.
  public let awayTerms: [Int]

  /// The reasons of a unit.
  public init(
    unit: Int, served: Int, entitlement: ExactFraction, deviation: ExactFraction,
    worstDeviation: ExactFraction, duties: [Served], awayTerms: [Int]
  ) {
    self.unit = unit
    self.served = served
    self.entitlement = entitlement
    self.deviation = deviation
    self.worstDeviation = worstDeviation
    self.duties = duties
    self.awayTerms = awayTerms
  }
}

/// How even a roster is within a tier.
public struct TierFairness: Codable, Hashable, Sendable {
  /// The tier.
  public let tier: Tier
  /// Fewest duties of a unit that takes part, history left out.
  public let fewest: Int
  /// Most duties of a unit that takes part.
  public let most: Int
  /// Jain's index of duties per weight, (Σx)²/(n·Σx²): 1 when all are equal, 1/n when one serves
  /// alone (Jain, Chiu & Hawe 1984, DEC-TR-301).
  public let jainIndex: ExactFraction
  /// Index of the unit with the largest |served − entitled| after any term; `nil` in an empty tier.
  public let worstOffUnit: Int?
  /// That largest deviation, history included.
  public let worstDeviation: ExactFraction

  /// The figures of a tier.
  public init(
    tier: Tier, fewest: Int, most: Int, jainIndex: ExactFraction, worstOffUnit: Int?,
    worstDeviation: ExactFraction
  ) {
    self.tier = tier
    self.fewest = fewest
    self.most = most
    self.jainIndex = jainIndex
    self.worstOffUnit = worstOffUnit
    self.worstDeviation = worstDeviation
  }
}
