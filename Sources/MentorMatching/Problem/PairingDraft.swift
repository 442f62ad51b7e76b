public import Alliance

/// A pairing round as it was read, before anything is checked.
///
/// Identifiers are text (staff numbers keep their leading zeros). ``PairingProblem`` checks the whole
/// and gives every person a dense index, the position in these lists.
public struct PairingDraft: Codable, Hashable, Sendable {
  /// A senior who can guide several talents at once.
  public struct Mentor: Codable, Hashable, Sendable {
    /// Staff number, unique among mentors.
    public var id: String
    /// Name as printed; only shown where names are asked for.
    public var name: String
    /// Key of the institution; empty if not given.
    public var institution: String
    /// Fewest talents that the round should give, running pairs included.
    public var lowerCapacity: Int
    /// Most talents at once, running pairs included; 0 takes none.
    public var capacity: Int
    /// Talents that the rule `balanced` aims at, running pairs included; `nil` for no aim.
    public var target: Int?
    /// Research fields, for reading only.
    public var fields: [String]
    /// Wanted talents in tiers, most wanted first. Talents of one tier are tied; an empty tier is a
    /// gap and counts as no rank; a talent in no tier is unacceptable.
    public var wishes: WishList

    /// A mentor.
    public init(
      id: String, name: String = "", institution: String = "", lowerCapacity: Int = 0,
      capacity: Int, target: Int? = nil, fields: [String] = [], wishes: WishList
    ) {
      self.target = target
      self.id = id
      self.name = name
      self.institution = institution
      self.lowerCapacity = lowerCapacity
      self.capacity = capacity
      self.fields = fields
      self.wishes = wishes
    }
  }

  /// A junior who looks for one mentor.
  public struct Talent: Codable, Hashable, Sendable {
    /// Staff number, unique among talents.
    public var id: String
    /// Name as printed; only shown where names are asked for.
    public var name: String
    /// Key of the institution; empty if not given.
    public var institution: String
    /// Research fields, for reading only.
    public var fields: [String]
    /// Wanted mentors in tiers, as in ``Mentor/wishes``; a wish may also name a project, and then asks
    /// for that project's mentor and one of its places.
    public var wishes: WishList
    /// Whether the last round left this talent without a mentor: then he stands before whoever is
    /// tied with him on a mentor's list.
    public var waited: Bool

    /// A talent.
    public init(
      id: String, name: String = "", institution: String = "", fields: [String] = [],
      wishes: WishList, waited: Bool = false
    ) {
      self.waited = waited
      self.id = id
      self.name = name
      self.institution = institution
      self.fields = fields
      self.wishes = wishes
    }
  }

  /// A project that a mentor leads, with places of its own within the mentor's.
  public struct Project: Codable, Hashable, Sendable {
    /// Key, unique among projects.
    public var id: String
    /// Title as printed.
    public var title: String
    /// Staff number of the mentor who leads it.
    public var mentor: String
    /// Most talents on the project; `nil` for as many as its mentor takes.
    public var places: Int?
    /// Fewest talents on the project, for rules that do not demand stability.
    public var lowerPlaces: Int

    /// A project.
    public init(
      id: String, title: String, mentor: String, places: Int? = nil, lowerPlaces: Int = 0
    ) {
      self.lowerPlaces = lowerPlaces
      self.id = id
      self.title = title
      self.mentor = mentor
      self.places = places
    }
  }

  /// Two people who must not be paired; the reason is never read.
  public struct Recusal: Codable, Hashable, Sendable {
    /// Staff number of one of them, in either role.
    public var first: String
    /// Staff number of the other.
    public var second: String

    /// A recusal.
    public init(_ first: String, _ second: String) {
      self.first = first
      self.second = second
    }
  }

  /// A pair that stays whatever the lists say, with one of the mentor's places.
  public struct KeptPair: Codable, Hashable, Sendable {
    /// Why the pair stays.
    public enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      /// It goes on from an earlier round.
      case running
      /// The office decided it.
      case forced
    }

    /// Staff number of the mentor.
    public var mentor: String
    /// Staff number of the talent.
    public var talent: String
    /// Key of the project, one of whose places the pair takes; `nil` for none.
    public var project: String?
    /// Why the pair stays.
    public var kind: Kind

    /// A kept pair.
    public init(mentor: String, talent: String, project: String? = nil, kind: Kind = .running) {
      self.project = project
      self.mentor = mentor
      self.talent = talent
      self.kind = kind
    }
  }

  /// How much a pair is worth to the rules `weighted` and `maximum`.
  public struct Score: Codable, Hashable, Sendable {
    /// Staff number of the mentor.
    public var mentor: String
    /// Staff number of the talent.
    public var talent: String
    /// Points, in −1,000,000 ... 1,000,000.
    public var points: Int

    /// A score.
    public init(mentor: String, talent: String, points: Int) {
      self.mentor = mentor
      self.talent = talent
      self.points = points
    }
  }

  /// A pair of an earlier result.
  public struct PreviousPair: Codable, Hashable, Sendable {
    /// Staff number of the mentor.
    public var mentor: String
    /// Staff number of the talent.
    public var talent: String
    /// Key of the project; `nil` if the pair had none. The pair stays only on the same project, as long as
    /// its mentor still leads it.
    public var project: String?

    /// A pair.
    public init(mentor: String, talent: String, project: String? = nil) {
      self.mentor = mentor
      self.talent = talent
      self.project = project
    }
  }

  /// Title of the round; may be empty.
  public var title: String
  /// The institutions; may be empty if nobody names one.
  public var institutions: [Institution]
  /// The mentors.
  public var mentors: [Mentor]
  /// The talents.
  public var talents: [Talent]
  /// The projects.
  public var projects: [Project]
  /// Who must not be paired with whom.
  public var recusals: [Recusal]
  /// Pairs that stay.
  public var kept: [KeptPair]
  /// What pairs are worth. If there is no score at all, every pair is worth one point; otherwise a
  /// pair without a score is worth none.
  public var scores: [Score]

  /// Pairs of the result that the rule `least-change` stays close to; nothing keeps them otherwise.
  public var previous: [PreviousPair]
  /// Pairs of that result of whom one has left the round: the other is told.
  public var parted: [PreviousPair]
  /// Limits beyond single mentors and projects.
  public var quotas: [Quota]
  /// Whether somebody without any wish ranks by the scores: higher points first, equal points tied,
  /// pairs without a score left out.
  public var listsFromScores: Bool
  /// Hash of the draw in whose order ties were broken; `nil` for none.
  public var draw: String?
  /// First day of the round's pairs, `2027-01-01`: who left before it takes no part. `nil` if it is not said.
  public var firstDay: String?

  /// A round.
  public init(
    title: String = "", institutions: [Institution] = [], mentors: [Mentor], talents: [Talent],
    projects: [Project] = [], recusals: [Recusal] = [], kept: [KeptPair] = [], scores: [Score] = [],
    previous: [PreviousPair] = [], parted: [PreviousPair] = [], quotas: [Quota] = [],
    listsFromScores: Bool = false, draw: String? = nil, firstDay: String? = nil
  ) {
    self.firstDay = firstDay
    self.draw = draw
    self.parted = parted
    self.quotas = quotas
    self.listsFromScores = listsFromScores
    self.title = title
    self.institutions = institutions
    self.mentors = mentors
    self.talents = talents
    self.projects = projects
    self.recusals = recusals
    self.kept = kept
    self.scores = scores
    self.previous = previous
  }
}

extension PairingDraft {
  /// Reads a round; files written before a list existed have none of its entries.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      title: try values.decode(String.self, forKey: .title),
      institutions: try values.decode([Institution].self, forKey: .institutions),
      mentors: try values.decode([Mentor].self, forKey: .mentors),
      talents: try values.decode([Talent].self, forKey: .talents),
      projects: try values.decode([Project].self, forKey: .projects),
      recusals: try values.decode([Recusal].self, forKey: .recusals),
      kept: try values.decode([KeptPair].self, forKey: .kept),
      scores: try values.decode([Score].self, forKey: .scores),
      previous: try values.decodeIfPresent([PreviousPair].self, forKey: .previous) ?? [],
      parted: try values.decodeIfPresent([PreviousPair].self, forKey: .parted) ?? [],
      quotas: try values.decodeIfPresent([Quota].self, forKey: .quotas) ?? [],
      listsFromScores: try values.decodeIfPresent(Bool.self, forKey: .listsFromScores) ?? false,
      draw: try values.decodeIfPresent(String.self, forKey: .draw),
      firstDay: try values.decodeIfPresent(String.self, forKey: .firstDay))
  }
}

extension PairingDraft.Talent {
  /// Reads a talent; files written before `waited` existed have nobody who waited.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try values.decode(String.self, forKey: .id),
      name: try values.decode(String.self, forKey: .name),
      institution: try values.decode(String.self, forKey: .institution),
      fields: try values.decode([String].self, forKey: .fields),
      wishes: try values.decode(WishList.self, forKey: .wishes),
      waited: try values.decodeIfPresent(Bool.self, forKey: .waited) ?? false)
  }
}

extension PairingDraft.Project {
  /// Reads a project; files written before `lowerPlaces` existed ask for none.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try values.decode(String.self, forKey: .id),
      title: try values.decode(String.self, forKey: .title),
      mentor: try values.decode(String.self, forKey: .mentor),
      places: try values.decodeIfPresent(Int.self, forKey: .places),
      lowerPlaces: try values.decodeIfPresent(Int.self, forKey: .lowerPlaces) ?? 0)
  }
}
