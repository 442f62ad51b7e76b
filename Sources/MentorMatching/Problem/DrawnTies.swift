extension PairingDraft {
  /// The round with its ties broken by a draw: whoever is tied on a list stands in the order drawn, those
  /// who waited first. Entries that were not drawn stay tied behind those that were.
  ///
  /// - Parameters:
  ///   - order: Identifiers of talents, mentors or projects in the order drawn.
  ///   - draw: Hash of the draw's transcript, which the round then names.
  /// - Returns: The same round with strict lists, except among entries that were not drawn.
  /// - Complexity: O(length of the lists × log of it).
  public func withTies(inOrderOf order: [String], draw: String) -> PairingDraft {
    let place = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
    let waited = Set(talents.filter(\.waited).map(\.id))
    func strict(_ wishes: WishList) -> WishList {
      let tiers = wishes.flatMap { tier -> [[String]] in
        guard tier.count > 1 else { return [tier] }
        return [true, false].flatMap { isFirst -> [[String]] in
          let half = tier.filter { waited.contains($0) == isFirst }
          let drawn = half.filter { place[$0] != nil }
            .sorted { (place[$0] ?? 0, $0) < (place[$1] ?? 0, $1) }
          let rest = half.filter { place[$0] == nil }
          return drawn.map { [$0] } + (rest.isEmpty ? [] : [rest])
        }
      }
      return WishList(tiers)
    }
    var round = self
    round.draw = draw
    for m in round.mentors.indices { round.mentors[m].wishes = strict(mentors[m].wishes) }
    for t in round.talents.indices { round.talents[t].wishes = strict(talents[t].wishes) }
    return round
  }
}
