internal import Alliance

/// A post that somebody holds for a unit.
public struct HeldPost: Hashable, Sendable {
  /// Who.
  public let person: LedgerPerson
  /// Identifier of the unit; `nil` for a full-time post.
  public let unit: String?
  /// The role as it was written; empty if none was.
  public let role: String
  /// First day, `2026-01-01`; `nil` if the rosters have no dates.
  public let first: String?
  /// Last day that is known.
  public internal(set) var last: String?
}

extension LedgerReader {
  /// Who held which post from when to when, by the published rosters that stand: posts of one person for one
  /// unit that follow day on day, or overlap, are one, and a departure ends them.
  ///
  /// - Returns: In the order in which the ledger first names them.
  public func heldPosts() throws -> [HeldPost] {
    var posts: [HeldPost] = []
    for entry in try entries() {
      for departure in try facts(of: entry.number, .departure) {
        guard let number = departure.person("person")?.number, let day = departure.text("last")
        else { continue }
        for p in posts.indices where posts[p].person.number == number {
          if (posts[p].first ?? "") <= day, (posts[p].last ?? day) > day { posts[p].last = day }
        }
      }
      guard entry.kind == .published, entry.supersededBy == nil else { continue }
      for fact in try facts(of: entry.number, .post) {
        guard let person = fact.person("person") else { continue }
        let post = HeldPost(
          person: person, unit: fact.text("unit"), role: fact.text("role") ?? "",
          first: fact.text("first"), last: fact.text("last"))
        if let held = posts.lastIndex(where: { $0.isContinued(by: post) }) {
          posts[held].last = max(posts[held].last ?? "", post.last ?? "")
        } else if !posts.contains(where: { $0.isSame(as: post) }) {
          posts.append(post)
        }
      }
    }
    return posts
  }

  /// The last day of each of some people who, by the ledger, left before a day and have not come back; `nil` for
  /// the others.
  ///
  /// - Parameters:
  ///   - numbers: Their staff numbers.
  ///   - start: The day, as `2027-01-01`; `nil` if everybody who left is missing.
  /// - Returns: The days, in the order of the numbers.
  /// - Throws: An error of the database.
  public func lastDays(of numbers: [String], before start: String?) throws -> [String?] {
    let left = try departures(before: start)
    return numbers.map { left[$0]?.last }
  }

  /// Last days by staff number, and who took over; as in ``lastDays(of:before:)``.
  func departures(
    before start: String?
  ) throws -> [String: (last: String, successor: LedgerPerson?)] {
    var left: [String: (last: String, successor: LedgerPerson?)] = [:]
    for entry in try entries() {
      for fact in try facts(of: entry.number, .departure) {
        guard let number = fact.person("person")?.number, let last = fact.text("last") else {
          continue
        }
        // The last day that was noted counts.
        left[number] = start.map { last < $0 } ?? true ? (last, fact.person("successor")) : nil
      }
    }
    // Whoever holds a post again after leaving has come back.
    for post in try heldPosts() {
      guard let number = post.person.number, let last = left[number]?.last else { continue }
      if (post.last ?? "") > last { left[number] = nil }
    }
    return left
  }
}

extension HeldPost {
  fileprivate func isSame(as post: HeldPost) -> Bool {
    person.number == post.person.number && unit == post.unit && first == post.first
      && last == post.last
  }

  /// Whether the other post begins at the latest on the day after this one ends.
  fileprivate func isContinued(by post: HeldPost) -> Bool {
    guard person.number != nil, person.number == post.person.number, unit == post.unit,
      role == post.role, let end = last.flatMap(Day.init(iso:)),
      let next = post.first.flatMap(Day.init(iso:)), let first
    else { return false }
    return next <= end + 1 && first <= next.description
  }
}
