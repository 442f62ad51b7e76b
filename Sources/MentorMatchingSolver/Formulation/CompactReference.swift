public import LinearProgramming
public import MentorMatching

extension PairingProblem {
  /// `Models/pairing/stable.mod` over this round, row by row: the stable matchings as an integer
  /// program without combs, for reading, exporting and testing. Its costs are both sides' ranks.
  public var compactReferenceFormulation: LinearProgram {
    var program = LinearProgram("stable", sense: .minimize)
    let columns = addReferenceColumns(to: &program) {
      Double(market.amount(of: .egalitarian, pair: $0))
    }
    for m in 0..<mentorCount where market.places[m] >= 1 {
      let list = market.pairs(ofMentor: m).map(Int.init)
      for pair in list { requireStable(pair, among: list, columns, in: &program) }
    }
    return program
  }

  /// `Models/pairing/maximum.mod` over this round, row by row.
  public var maximumReferenceFormulation: LinearProgram {
    var program = LinearProgram("maximum", sense: .maximize)
    _ = addReferenceColumns(to: &program) { Double(market.amount(of: .weight, pair: $0)) }
    return program
  }

  private func addReferenceColumns(
    to program: inout LinearProgram, cost: (Int) -> Double
  ) -> [Column] {
    let columns = (0..<market.pairCount).map { p in
      program.addBinary("assign[\(market.talent(of: p)),\(market.mentor(of: p))]", cost: cost(p))
    }
    // one_mentor[t]:  Σ_m assign[t,m] ≤ 1   ∀ t with a pair
    for t in 0..<talentCount where !market.pairs(ofTalent: t).isEmpty {
      let sum = LinearExpression(sumOf: market.pairs(ofTalent: t).map { columns[$0] })
      program.require("one_mentor[\(t)]", sum, atMost: 1)
    }
    // seats[m]:  Σ_t assign[t,m] ≤ places_m   ∀ m with a pair
    for m in 0..<mentorCount where !market.pairs(ofMentor: m).isEmpty {
      let sum = LinearExpression(sumOf: market.pairs(ofMentor: m).map { columns[Int($0)] })
      program.require("seats[\(m)]", sum, atMost: Double(market.places[m]))
    }
    return columns
  }

  /// stable[t,m]:  places_m · Σ_{k ⪰_t m} assign[t,k] + Σ_{i ⪰_m t, i ≠ t} assign[i,m] ≥ places_m
  private func requireStable(
    _ pair: Int, among list: [Int], _ columns: [Column], in program: inout LinearProgram
  ) {
    let (t, m) = (market.talent(of: pair), market.mentor(of: pair))
    let places = Double(market.places[m])
    var sum = LinearExpression()
    for p in market.pairs(ofTalent: t) where market.talentRank[p] <= market.talentRank[pair] {
      sum.add(places, columns[p])
    }
    for p in list where p != pair && market.mentorRank[p] <= market.mentorRank[pair] {
      sum.add(1, columns[p])
    }
    program.require("stable[\(t),\(m)]", sum, atLeast: places)
  }
}
