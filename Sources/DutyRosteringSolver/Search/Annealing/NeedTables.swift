internal import DutyRostering
/// What every cell counts for and what the needs cost, laid flat for a walk that looks at one cell at a time.
struct NeedTables: ~Copyable {
  /// First entry in ``needs`` of each place (day × width) of a person, from ``linkStart`` on.
  private let placeStart: FlatTable<Int32>
  private let linkStart: FlatTable<Int>
  private let needs: FlatTable<Int32>
  /// Cost of 0, 1, 2 … of each need, and the slope beyond.
  private let costs: FlatTable<Int>
  private let costStart: FlatTable<Int>
  private let slopes: FlatTable<Int>

  /// The tables of a model.
  init(_ model: RosterModel) {
    var (placeStart, linkStart, needs): ([Int32], [Int], [Int32]) = ([], [], [])
    var known: [NeedLinks: Int] = [:]
    let places = model.problem.days * model.width
    for links in model.links {
      let start = known[links] ?? placeStart.count
      if start == placeStart.count {
        known[links] = start
        for place in 0..<places {
          placeStart.append(Int32(needs.count))
          needs += links.needs(place)
        }
        placeStart.append(Int32(needs.count))
      }
      linkStart.append(start)
    }
    var (costs, costStart, slopes): ([Int], [Int], [Int]) = ([], [0], [])
    for need in model.needs {
      costs += need.table
      costStart.append(costs.count)
      slopes.append(need.lastSlope)
    }
    self.placeStart = FlatTable(placeStart)
    self.linkStart = FlatTable(linkStart)
    self.needs = FlatTable(needs)
    self.costs = FlatTable(costs)
    self.costStart = FlatTable(costStart)
    self.slopes = FlatTable(slopes)
  }

  /// The needs that a person's cell counts for: a range for ``need(_:)``.
  @inline(__always)
  func links(_ person: Int, _ place: Int) -> Range<Int> {
    let start = linkStart[person] + place
    return Int(placeStart[start])..<Int(placeStart[start + 1])
  }

  /// The need of a link.
  @inline(__always)
  func need(_ link: Int) -> Int { Int(needs[link]) }

  /// Cost of a count.
  @inline(__always)
  func cost(_ need: Int, _ count: Int) -> Int {
    let (start, end) = (costStart[need], costStart[need + 1])
    return start + count < end
      ? costs[start + count] : costs[end - 1] + (start + count - end + 1) * slopes[need]
  }
}
