import EquipmentBooking

/// Neighbours on a device packed anew around one more.
extension RevisionBoard {
  /// Bookings that follow one another on a line, with the slots between the one before and the one after.
  struct Stretch {
    let device: Int
    let members: ArraySlice<Int>
    let slots: Range<Int>
  }

  /// Most members of a stretch: orders of all their subsets are looked at.
  static let mostMembers = 4

  func stretch(_ device: Int, _ first: Int, _ count: Int) -> Stretch {
    let on = line[device]
    let from = first > 0 ? end(on[first - 1]) : 0
    let to = first + count < on.count ? self.from(on[first + count]) : slots
    return Stretch(device: device, members: on[first..<first + count], slots: from..<max(from, to))
  }

  /// The members that stay beside booking `i` in its choice `k` such that those who go are worth least, by
  /// `price`; a bit for each member. `nil` if they are worth `limit` at least.
  ///
  /// Whoever stays may move inside the stretch. For each subset, the earliest end of all orders comes from
  /// those of smaller subsets (Held & Karp 1962, doi:10.1137/0110015): members of a line need no operator at
  /// the same time, so that an earlier end never hurts.
  mutating func cheapest(
    for i: Int, _ k: Int, in stretch: Stretch, price: [Int], below limit: Int
  ) -> (cost: Int, kept: Int)? {
    let members = Array(stretch.members)
    let count = members.count
    release(members, by: 1)
    defer { release(members, by: -1) }
    let sets = 1 << (count + 1)
    var total = 0
    for j in members { total += price[j] }
    var (least, found) = (limit, nil as Int?)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 3 * sets) { scratch in
      let (ends, room, kept) = (0, sets, 2 * sets)
      (scratch[ends], scratch[room], scratch[kept]) = (stretch.slots.lowerBound, 0, 0)
      for set in 1..<sets {
        let low = set.trailingZeroBitCount
        let rest = set & (set - 1)
        let own =
          low < count ? choices[members[low]][choice[members[low]]] : choices[i][k]
        scratch[room + set] = scratch[room + rest] + own.span
        scratch[kept + set] = scratch[kept + rest] + (low < count ? price[members[low]] : 0)
        scratch[ends + set] = Self.never
        if scratch[room + set] > stretch.slots.count { continue }
        var earliest = Self.never
        for a in 0...count where set & (1 << a) != 0 {
          let begun = scratch[ends + (set ^ (1 << a))]
          if begun == Self.never { continue }
          let (j, c) = a < count ? (members[a], choice[members[a]]) : (i, k)
          let last = choices[j][c]
          let s = nextStart(j, c, from: begun + last.before)
          if s < Self.never { earliest = min(earliest, s + last.length + last.after) }
        }
        guard earliest <= stretch.slots.upperBound else { continue }
        scratch[ends + set] = earliest
        if set >> count == 1, total - scratch[kept + set] < least {
          least = total - scratch[kept + set]
          found = set ^ (1 << count)
        }
      }
    }
    return found.map { (least, $0) }
  }

  /// Starts of bookings that have the slots of a device to themselves, such that fewest of them are not at
  /// home, or all begin as early as can be.
  ///
  /// - Parameters:
  ///   - jobs: The bookings with the choice that the device is to them, all without a place.
  ///   - slots: The slots.
  ///   - staysHome: Whether those at home are counted.
  /// - Returns: A start for each; `nil` if they do not fit.
  mutating func arranged(
    _ jobs: [(booking: Int, choice: Int)], in slots: Range<Int>, staysHome: Bool
  ) -> [Int]? {
    let count = jobs.count
    let (sets, width) = (1 << count, count + 1)
    struct State {
      var end = RevisionBoard.never
      var last = 0
      var start = 0
      var moves = 0
    }
    var states = [State](repeating: State(), count: sets * width)
    states[0].end = slots.lowerBound
    for set in 0..<sets {
      for moved in 0..<width where states[set * width + moved].end < Self.never {
        let begun = states[set * width + moved].end
        for (a, (j, k)) in jobs.enumerated() where set & (1 << a) == 0 {
          let own = choices[j][k]
          func reach(_ s: Int) {
            let isMoved = k != home[j] || s != published[j].start
            let moves = staysHome && isMoved ? 1 : 0
            let at = (set | 1 << a) * width + moved + moves
            let end = s + own.length + own.after
            if end <= slots.upperBound, end < states[at].end {
              states[at] = State(end: end, last: a, start: s, moves: moves)
            }
          }
          let s = nextStart(j, k, from: begun + own.before)
          if s == Self.never { continue }
          reach(s)
          let usual = published[j].start
          if staysHome, k == home[j], s < usual, nextStart(j, k, from: usual) == usual {
            reach(usual)
          }
        }
      }
    }
    let full = (sets - 1) * width
    guard let fewest = (0..<width).first(where: { states[full + $0].end < Self.never }) else {
      return nil
    }
    var starts = [Int](repeating: 0, count: count)
    var (set, moved) = (sets - 1, fewest)
    while set > 0 {
      let state = states[set * width + moved]
      starts[state.last] = state.start
      set ^= 1 << state.last
      moved -= state.moves
    }
    return starts
  }

  /// Gives back or takes the operators of bookings.
  private mutating func release(_ bookings: [Int], by sign: Int32) {
    for j in bookings { attend(choices[j][choice[j]], start[j], by: sign) }
  }

  /// Puts booking `i` among those of a stretch that stay, `kept` by bits, all others of it being gone;
  /// says whether they fit.
  mutating func pack(
    _ i: Int, _ k: Int, in stretch: Stretch, kept: [Int], staysHome: Bool
  ) -> Bool {
    let jobs = kept.map { (booking: $0, choice: choice[$0]) } + [(booking: i, choice: k)]
    for j in kept { remove(j) }
    guard let starts = arranged(jobs, in: stretch.slots, staysHome: staysHome) else { return false }
    for (job, s) in zip(jobs, starts) { put(job.booking, job.choice, s) }
    return true
  }

  /// Whether a stretch has a start for a booking, whoever else is there: its members free operators, too.
  mutating func fits(_ i: Int, _ k: Int, _ stretch: Stretch) -> Bool {
    let own = choices[i][k]
    let s = openStart(i, k, from: stretch.slots.lowerBound + own.before)
    return s < Self.never && s + own.length + own.after <= stretch.slots.upperBound
  }
}
