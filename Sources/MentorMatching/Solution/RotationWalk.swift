/// A walk through the stable matchings of strict lists, from the one that every talent likes best to the
/// one that every mentor likes best, one rotation at a time.
///
/// Every such walk carries out every rotation once, and a stable matching is what some of them lead to
/// (Gusfield & Irving 1989, "The Stable Marriage Problem", §§2.5 and 3.2). So the rotations of one walk
/// are all there are.
public struct RotationWalk: Codable, Hashable, Sendable {
  /// A talent who goes on to another mentor.
  public struct Move: Codable, Hashable, Sendable {
    /// Position of the talent.
    public let talent: Int
    /// Position of the mentor whom he gets.
    public let mentor: Int

    /// A move.
    public init(talent: Int, mentor: Int) {
      self.talent = talent
      self.mentor = mentor
    }
  }

  /// Position of each talent's mentor in the matching that every talent likes best; `nil` for a talent
  /// without one. Kept pairs are left out.
  public let start: [Int?]
  /// The rotations in the order in which they are carried out. Each talent of a rotation takes the place
  /// of the next one, who is the worst of that mentor's talents then; the last takes that of the first.
  public let rotations: [[Move]]

  /// A walk.
  public init(start: [Int?], rotations: [[Move]]) {
    self.start = start
    self.rotations = rotations
  }
}

/// A price on what must hold between two rotations: whoever carries out `from` has carried out `to`.
///
/// The prices of a goal are a flow: they take what `to` costs off it and put it on `from`.
public struct RotationPrice: Codable, Hashable, Sendable {
  /// Number of the rotation, from 0 in the order of the walk.
  public let from: Int
  /// Number of the rotation that goes with it.
  public let to: Int
  /// The price, not negative.
  public let amount: Int

  /// A price.
  public init(from: Int, to: Int, amount: Int) {
    self.from = from
    self.to = to
    self.amount = amount
  }
}
