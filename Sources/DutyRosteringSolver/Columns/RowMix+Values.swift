extension RowMix {
  /// Cost of the mix itself; amounts that are not permitted are not counted as such.
  var value: Double {
    var sum = 0.0
    for own in plans { for plan in own where plan.share > 0 { sum += plan.share * plan.cost } }
    for (row, amount) in zip(rows, amounts) { sum += row.cost(amount) }
    return sum
  }

  /// What the plans allow the bound to reach under the present prices, less the pull to the center.
  var model: Double {
    var sum = 0.0
    for own in plans { sum += own.reduce(Double.infinity) { min($0, reduced($1)) } }
    for row in rows.indices {
      // The least of cost(z) + price · z lies at a corner.
      var (place, value) = (rows[row].start, rows[row].startCost)
      var best = value + prices[row] * place
      for k in rows[row].ends.indices {
        value += rows[row].slopes[k] * (rows[row].ends[k] - place)
        place = rows[row].ends[k]
        best = min(best, value + prices[row] * place)
      }
      sum += best
    }
    return sum
  }
}
