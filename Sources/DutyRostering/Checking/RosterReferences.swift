extension RosteringProblem {
  /// Whether what an answer says about units names a unit, person or term that this problem does not have,
  /// or a figure that no roster reaches: somebody has edited the file.
  ///
  /// Nothing is printed of such an answer, because every printed name is looked up by these numbers.
  ///
  /// - Complexity: O(size of the reasons).
  public func hasStrayReferences(_ answer: RosteringAnswer) -> Bool {
    let largest = 1_000_000_000
    func isFigure(_ value: Int) -> Bool { value.magnitude <= largest }
    func isFigure(_ value: ExactFraction) -> Bool {
      isFigure(value.numerator) && (1...largest).contains(value.denominator)
    }
    let reasons = answer.reasons.allSatisfy { reason in
      units.indices.contains(reason.unit) && isFigure(reason.served)
        && isFigure(reason.entitlement) && isFigure(reason.deviation)
        && isFigure(reason.worstDeviation)
        && reason.awayTerms.allSatisfy(terms.indices.contains)
        && reason.duties.allSatisfy {
          terms.indices.contains($0.term) && people.indices.contains($0.person)
            && terms.indices.contains($0.earliest) && (0...terms.count).contains($0.latest)
            && isFigure($0.ordinal)
        }
    }
    let fairness = answer.fairness.allSatisfy { tier in
      tier.worstOffUnit.map(units.indices.contains) ?? true && isFigure(tier.fewest)
        && isFigure(tier.most) && isFigure(tier.jainIndex) && isFigure(tier.worstDeviation)
    }
    return !reasons || !fairness
  }
}
