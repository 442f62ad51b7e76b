/// All possible starts of a round as ranges, flat in memory: what the price engine reads.
///
/// A segment is a range of starts of one request on one group of devices that are worth the same and
/// count against the same quotas. A round of 60,000 requests has four million starts and a million
/// segments; starts are never written out.
///
/// The requests of the table are wishes: alternatives that stand by themselves are one request with the
/// segments of all of them, so that whoever looks for a place looks among all ways to fulfil the wish.
/// Alternatives that are series of several requests stay apart as rivals, of which one holds a place.
struct StartTable: Sendable {
  /// Starts of a request on a group that differ in nothing but time.
  struct Segment: Hashable, Sendable {
    let request: Int32
    /// Index of the round's request that is booked when it starts here.
    let wish: Int32
    let group: Int32
    /// Points of the request when it starts here.
    let value: Int32
    /// First and last start.
    let first: Int32
    let last: Int32
    /// Slots of set-up, use and clean-up.
    let before: Int32
    let length: Int32
    let after: Int32
    /// Pool whose operator attends; −1 for none.
    let pool: Int32
    /// Index into ``StartTable/quotaSets``.
    let quotas: Int32
  }

  var slotCount = 0
  /// Room of each group.
  var capacity: [Int32] = []
  /// Groups on which a use of each group takes room: itself, then its parts.
  var occupied: [[Int32]] = []
  /// Operators on duty, pool by pool.
  var staff: [Int32] = []
  var segments: [Segment] = []
  /// First segment of each request; one more entry at the end.
  var firstSegment: [Int32] = [0]
  /// Limit of each quota in each of its periods.
  var quotaLimit: [Int32] = []
  /// First quota row of each quota.
  var firstQuotaRow: [Int] = []
  /// Sets of quota rows against which segments count.
  var quotaSets: [[Int32]] = []
  /// Institution of each request, and its slots of use.
  var institutionOf: [Int32] = []
  var lengthOf: [Int32] = []
  /// Index of the fair shares to which a request counts; −1 for none.
  var shareOf: [Int32] = []
  /// First of the rows that are an institution's fair shares; one more entry at the end.
  var firstShareRow: [Int32] = [0]
  var shareTarget: [Int32] = []
  var sharePoints: [Int32] = []
  /// Requests in order of their bundles, and the first of each bundle; one more entry at the end.
  var bundleMembers: [Int32] = []
  var firstMember: [Int32] = [0]
  /// Bundle of each request.
  var bundleOf: [Int32] = []
  /// Whether a bundle is promised: its requests keep their only start.
  var isPromised: [Bool] = []
  /// Rivals to which a bundle belongs, of which one holds a place at most; −1 for none.
  var rivalsOf: [Int32] = []
  var rivalsCount = 0
  /// The request whose use comes before a request's, −1 for none, and the slots between.
  var comesAfter: [Int32] = []
  var gapBefore: [Int32] = []
  /// Request of the table for each of the round's.
  var entryOf: [Int32] = []

  /// A round without anything.
  init() {}

  var requestCount: Int { firstSegment.count - 1 }
  var bundleCount: Int { firstMember.count - 1 }
  var groupCount: Int { capacity.count }
  var poolCount: Int { slotCount == 0 ? 0 : staff.count / slotCount }

  func members(_ bundle: Int) -> ArraySlice<Int32> {
    bundleMembers[Int(firstMember[bundle])..<Int(firstMember[bundle + 1])]
  }

  func length(_ request: Int) -> Int { Int(lengthOf[request]) }

  func segmentRange(_ request: Int) -> Range<Int> {
    Int(firstSegment[request])..<Int(firstSegment[request + 1])
  }

  /// Rows of the fair shares to which a request counts.
  func shareRows(_ request: Int) -> Range<Int> {
    let share = Int(shareOf[request])
    return share < 0 ? 0..<0 : Int(firstShareRow[share])..<Int(firstShareRow[share + 1])
  }

  /// Whether each request is one of the round's, stands or falls by its bundle alone, starts when it likes
  /// within its windows, and counts to one fair share at most: what schedules know how to keep.
  var isPlain: Bool {
    entryOf.count == requestCount && rivalsCount == 0 && !comesAfter.contains { $0 >= 0 }
      && zip(firstShareRow, firstShareRow.dropFirst()).allSatisfy { $1 - $0 == 1 }
  }

  /// Possible starts in all.
  var startCount: Int { segments.reduce(0) { $0 + Int($1.last - $1.first) + 1 } }
}
