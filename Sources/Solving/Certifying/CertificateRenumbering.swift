extension BoundCertificate {
  /// The same proof with rows and unknowns counted differently.
  ///
  /// - Parameters:
  ///   - rows: New index of each row; `nil` for a row that is gone.
  ///   - rowCount: Rows of the other system, behind which the rounded ones follow.
  ///   - columns: New index of each unknown; `nil` for an unknown that is gone.
  ///   - offset: What the other system's objective has on top of this one's, a constant.
  /// - Returns: `nil` if the proof uses what is gone.
  public func renumbered(
    rows: [Int?], rowCount: Int, columns: [Int?], offset: Int = 0
  ) -> BoundCertificate? {
    let rows = rows + (rounded ?? []).indices.map { rowCount + $0 }
    let rounded = self.rounded.map { $0.map { $0.renumbered(rows: rows, columns: columns) } }
    let keptRounded = rounded?.compactMap { $0 }
    guard keptRounded?.count == rounded?.count else { return nil }
    func moved(_ multipliers: [Multiplier]) -> [Multiplier]? {
      let kept = multipliers.compactMap { multiplier in
        rows[multiplier.row].map { Multiplier(row: $0, weight: multiplier.weight) }
      }
      return kept.count == multipliers.count ? kept : nil
    }
    let moved: [Node?] = nodes.map { node in
      switch node {
      case .split(let column, let value, let low, let high):
        columns[column].map { .split(column: $0, value: value, low: low, high: high) }
      case .bounded(let multipliers): moved(multipliers).map { .bounded(multipliers: $0) }
      case .empty(let multipliers): moved(multipliers).map { .empty(multipliers: $0) }
      case .narrowed(let multipliers, let reach, let next):
        moved(multipliers).map { .narrowed(multipliers: $0, reach: reach + offset, next: next) }
      case .open: .open
      }
    }
    let kept = moved.compactMap { $0 }
    return kept.count == nodes.count
      ? BoundCertificate(denominator: denominator, nodes: kept, rounded: keptRounded) : nil
  }

  /// The same proof without rounded rows that nothing rests on.
  ///
  /// - Parameter rowCount: Rows of the system, behind which the rounded ones follow.
  /// - Returns: The proof, its rows counted anew.
  /// - Complexity: O(size of the proof).
  public func withoutIdleRows(behind rowCount: Int) -> BoundCertificate {
    guard let rounded else { return self }
    var isUsed = [Bool](repeating: false, count: rounded.count)
    func use(_ parts: [Multiplier]) {
      for part in parts where part.row >= rowCount { isUsed[part.row - rowCount] = true }
    }
    for node in nodes {
      switch node {
      case .bounded(let multipliers), .empty(let multipliers), .narrowed(let multipliers, _, _):
        use(multipliers)
      case .split, .open: break
      }
    }
    // A row rests on rows before it.
    for k in rounded.indices.reversed() where isUsed[k] { use(rounded[k].parts) }
    var kept = 0
    let newIndex = isUsed.map { isKept in
      kept += isKept ? 1 : 0
      return isKept ? rowCount + kept - 1 : -1
    }
    func moved(_ parts: [Multiplier]) -> [Multiplier] {
      parts.map {
        $0.row < rowCount ? $0 : Multiplier(row: newIndex[$0.row - rowCount], weight: $0.weight)
      }
    }
    return BoundCertificate(
      denominator: denominator,
      nodes: nodes.map { node in
        switch node {
        case .bounded(let multipliers): .bounded(multipliers: moved(multipliers))
        case .empty(let multipliers): .empty(multipliers: moved(multipliers))
        case .narrowed(let multipliers, let reach, let next):
          .narrowed(multipliers: moved(multipliers), reach: reach, next: next)
        case .split, .open: node
        }
      },
      rounded: kept == 0
        ? nil
        : rounded.indices.filter { isUsed[$0] }.map {
          RoundedRow(
            divisor: rounded[$0].divisor, parts: moved(rounded[$0].parts), ends: rounded[$0].ends)
        })
  }
}
