/// Rotations that are carried out together or not at all, what each group needs, and groups that have
/// nothing to do with one another.
struct RotationGroups {
  /// Rotations of each group; every group comes behind those that it needs.
  private(set) var groups: [[Int]] = []
  /// Group of each rotation.
  private(set) var groupOf: [Int]
  /// Groups that each group needs.
  private(set) var needs: [[Int]] = []

  /// Groups `count` rotations (strong components, found as by Kosaraju and Sharir 1981,
  /// doi:10.1016/0898-1221(81)90008-0).
  ///
  /// - Complexity: O(count + implications).
  init(count: Int, _ implications: [(from: Int, to: Int)]) {
    var (next, back) = (
      [[Int]](repeating: [], count: count), [[Int]](repeating: [], count: count)
    )
    for it in implications {
      next[it.from].append(it.to)
      back[it.to].append(it.from)
    }
    // Rotations in the order in which a search along `back` leaves them, the last first.
    var left: [Int] = []
    var isSeen = [Bool](repeating: false, count: count)
    for start in 0..<count where !isSeen[start] {
      isSeen[start] = true
      var trail = [(rotation: start, arc: 0)]
      while let (r, arc) = trail.last {
        if arc == back[r].count {
          left.append(r)
          trail.removeLast()
          continue
        }
        trail[trail.count - 1].arc += 1
        let s = back[r][arc]
        if !isSeen[s] {
          isSeen[s] = true
          trail.append((s, 0))
        }
      }
    }
    groupOf = [Int](repeating: -1, count: count)
    for start in left.reversed() where groupOf[start] < 0 {
      var members = [start]
      groupOf[start] = groups.count
      var head = 0
      while head < members.count {
        for s in next[members[head]] where groupOf[s] < 0 {
          groupOf[s] = groups.count
          members.append(s)
        }
        head += 1
      }
      groups.append(members)
    }
    needs = groups.enumerated().map { g, members in
      Set(members.flatMap { next[$0] }.map { groupOf[$0] }).subtracting([g]).sorted()
    }
  }

  /// The groups that are asked for in parts that have nothing to do with one another, each in order.
  func parts(among isAsked: [Bool]) -> [[Int]] {
    var first = Array(groups.indices)
    func root(_ g: Int) -> Int {
      var g = g
      while first[g] != g {
        first[g] = first[first[g]]
        g = first[g]
      }
      return g
    }
    for g in groups.indices where isAsked[g] {
      for need in needs[g] where isAsked[need] {
        let (a, b) = (root(g), root(need))
        first[max(a, b)] = min(a, b)
      }
    }
    var parts = [[Int]](repeating: [], count: groups.count)
    for g in groups.indices where isAsked[g] { parts[root(g)].append(g) }
    return parts.filter { !$0.isEmpty }
  }
}
