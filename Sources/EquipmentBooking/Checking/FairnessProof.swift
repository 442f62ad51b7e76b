public import Solving

/// A proof of how many institutions must stay below each tenth of their fair share, and for which floors the bound
/// of the value holds.
///
/// At most tenths nothing is to be proven: whoever can get as much gets it. Otherwise a stage bounds an ordinary
/// round in which only shares count, see `fairnessStage`: a timetable with all floors costs at most a fixed sum
/// for each share below the tenth, so that what every timetable costs says how many there are at least.
public struct FairnessProof: Codable, Hashable, Sendable {
  /// A bound on the shares below one tenth.
  public struct Stage: Codable, Hashable, Sendable {
    /// The tenth, 1 … 10.
    public let level: Int
    /// Tenths that each share has in every timetable in question, less than `level`; 0 for none. Others than 0 are
    /// tenths that all have who can.
    public let floors: [Int]
    /// Slot prices that bound the stage's round.
    public let prices: BookingPrices?
    /// A proof by schedules that bounds it.
    public let schedules: ScheduleProof?
    /// A certificate against its ``BookingProblem/certifiedSystem()``.
    public let certificate: BoundCertificate?

    /// A stage.
    public init(
      level: Int, floors: [Int], prices: BookingPrices?, schedules: ScheduleProof?,
      certificate: BoundCertificate?
    ) {
      self.level = level
      self.floors = floors
      self.prices = prices
      self.schedules = schedules
      self.certificate = certificate
    }
  }

  /// Tenths that each share keeps in every timetable for which the answer's other proofs bound the value.
  public let floors: [Int]
  /// What a slot short of these floors costs, in points, in the round in which those proofs are added up. Whatever
  /// it is, the bound holds for timetables that keep them.
  public let floorPoints: Int
  /// Bounds by rising tenth, for those that say more than which institutions can get so much at all.
  public let stages: [Stage]

  /// A proof.
  public init(floors: [Int], floorPoints: Int, stages: [Stage]) {
    self.floors = floors
    self.floorPoints = floorPoints
    self.stages = stages
  }

  /// A stage whose bound is known.
  package typealias CountedStage = (stage: Stage, sharesBelow: Int)
}

/// What is wrong with a proof about fair shares.
enum FairnessDefect: Error, Hashable, Sendable {
  /// It refers to what does not exist, or proves nothing.
  case shape
}

extension BookingProblem {
  /// The goals of fair shares: how many institutions stay below each tenth, and how many must.
  ///
  /// Each bound holds for timetables that are as fair at all lower tenths.
  ///
  /// - Parameters:
  ///   - timetable: A timetable of this round.
  ///   - proof: What is proven; `nil` for what the requests alone show.
  /// - Returns: Ten terms by ``isMaxMin``, none otherwise.
  /// - Throws: What is wrong with the proof.
  /// - Complexity: That of the bounds of the stages' rounds.
  public func fairnessTerms(
    of timetable: Timetable, provenBy proof: FairnessProof?
  ) throws -> [ObjectiveTerm] {
    guard isMaxMin else { return [] }
    let levels = shareLevels
    return fairnessTerms(
      of: timetable, levels,
      try (proof?.stages ?? []).map { ($0, try sharesBelow(provenBy: $0, levels)) })
  }

  /// The same from bounds that are known.
  package func fairnessTerms(
    of timetable: Timetable, _ levels: ShareLevels, _ stages: [FairnessProof.CountedStage]
  ) -> [ObjectiveTerm] {
    let counts = sharesBelow(in: timetable)
    var least = 0
    return (1...10).map { level in
      least = max(least, levels.unreachable(level))
      for (stage, count) in stages
      where stage.level == level && areMet(stage.floors, at: counts, levels) {
        least = max(least, count)
      }
      return ObjectiveTerm(
        name: BookingGoal.fairness[level - 1].rawValue, value: counts[level - 1], bound: least,
        isMinimized: true)
    }
  }

  /// Whether floors hold in every timetable that is as fair at their tenths: all who can have so much have it.
  package func areMet(_ floors: [Int], at counts: [Int], _ levels: ShareLevels) -> Bool {
    zip(levels.slots, floors).allSatisfy { slots, floor in
      floor == 0 || slots[floor] != nil && counts[floor - 1] == levels.unreachable(floor)
    }
  }

  /// How many shares stay below a stage's level in every timetable with its floors.
  ///
  /// - Throws: What is wrong with the proof.
  private func sharesBelow(
    provenBy proof: FairnessProof.Stage, _ levels: ShareLevels
  ) throws -> Int {
    guard (1...10).contains(proof.level), proof.floors.count == fairShares.count,
      proof.floors.allSatisfy((0..<proof.level).contains)
    else { throw FairnessDefect.shape }
    let stage = try fairnessStage(reaching: proof.level, above: proof.floors, levels)
    let bound = try stage.round.upperBound(
      provenBy: proof.prices, proof.schedules, proof.certificate)
    guard let bound, bound > .min else { throw FairnessDefect.shape }
    return levels.unreachable(proof.level) + stage.sharesBelow(bound: bound)
  }

  /// The round in which the proofs of an answer bound the value: this one, with the shares that the answer keeps
  /// by ``isMaxMin``; with those that its timetable has if that does not keep them.
  ///
  /// - Parameters:
  ///   - answer: An answer of this problem.
  ///   - points: What a slot short of a share costs there; `nil` for as much as makes the best timetable keep it.
  /// - Returns: The round, whose timetables are those of this one.
  package func round(behind answer: BookingAnswer, costing points: Int? = nil) -> BookingProblem {
    guard isMaxMin else { return self }
    let levels = shareLevels
    let kept = satisfactions(in: answer.timetable)
    let floors = answer.fairness?.floors ?? []
    let areKept = isSound(floors, levels) && zip(floors, kept).allSatisfy(<=)
    return
      (try? round(
        keeping: areKept ? floors : kept, costing: points ?? floorPoints.most, levels)) ?? self
  }

  /// Whether there is one floor for each share, and the share can have it.
  func isSound(_ floors: [Int], _ levels: ShareLevels) -> Bool {
    floors.count == levels.slots.count
      && zip(levels.slots, floors).allSatisfy { (0...10).contains($1) && $0[$1] != nil }
  }
}
