public import Solving

/// A proof of a bound by schedules: steps that each hold a price for each request.
///
/// Requests are looked at from two sides. Institutions choose whom to accept within their quotas and fair
/// shares; each device chooses schedules of starts that do not overlap. A request pays its price to the
/// schedule that takes it and brings the same price to its institution, so whatever the prices are, both
/// sides' best choices together bound every timetable (Lagrangian decomposition; Guignard & Kim 1987,
/// doi:10.1007/BF02592954). Operators, devices that share room, and quotas that cannot be kept exactly are
/// priced by slot, as in ``BookingPrices``. All prices are in whole 1/256 points. What prices leave possible
/// may be handed to linear inequalities.
public struct ScheduleProof: Codable, Hashable, Sendable {
  /// What one bound needs.
  public struct Prices: Codable, Hashable, Sendable {
    /// Price of each request, of any sign.
    public let requests: [Int]
    /// Price of an operator of each pool in each slot.
    public let pools: [[Int]]
    /// Price of a place on each device in each slot; an empty row stands for zeros.
    public let devices: [[Int]]
    /// Price of a slot of use against each quota in each of its periods.
    public let quotas: [[Int]]
    /// Requests that a schedule takes once at most. Elsewhere a schedule may take a request twice, which
    /// makes the bound no less true.
    public let once: [Once]

    /// Prices.
    public init(
      requests: [Int], pools: [[Int]], devices: [[Int]], quotas: [[Int]], once: [Once]
    ) {
      self.requests = requests
      self.pools = pools
      self.devices = devices
      self.quotas = quotas
      self.once = once
    }
  }

  /// Requests told apart in a span of a device: in one of the stretches of time, counted from the first,
  /// that its possible starts leave connected.
  public struct Once: Codable, Hashable, Sendable {
    /// Index of the device.
    public let device: Int
    /// Number of the span.
    public let span: Int
    /// Indices of the requests.
    public let requests: [Int]

    /// Requests told apart.
    public init(device: Int, span: Int, requests: [Int]) {
      self.device = device
      self.span = span
      self.requests = requests
    }
  }

  /// A step of the proof.
  public enum Node: Codable, Hashable, Sendable {
    /// The prices bound every timetable that the steps before leave: the last step.
    case bounded(Prices)
    /// What the prices show to be in no timetable worth `reach` points is dropped; the next step goes on.
    case narrowed(Prices, reach: Int)
    /// The certificate bounds what is left: the last step. Rows and columns are those of
    /// ``BookingProblem/certifiedSystem()`` with everything that is gone at zero, and rows that the prices
    /// prove here: for each span of each group of devices that its starts gain no more than the best
    /// schedule, and for each institution that its requests gain no more than the best choice.
    case program(BoundCertificate, Prices)
  }

  /// Whether each quota is kept exactly in each of its periods, rather than priced. A quota can be where
  /// each request counts against it wherever it starts, or never, and where no request counts against two
  /// such quotas, but for one that counts all requests.
  public let keepsQuota: [[Bool]]
  /// The steps, first to last.
  public let nodes: [Node]

  /// A proof.
  public init(keepsQuota: [[Bool]], nodes: [Node]) {
    self.keepsQuota = keepsQuota
    self.nodes = nodes
  }

  /// What is wrong with a proof by schedules.
  public enum Defect: Error, Hashable, Sendable {
    /// There is not one price for each limit, or something refers to what does not exist.
    case shape(node: Int)
    /// A price is negative where it must not be, or so large that sums might not fit 64 bits.
    case outOfRange(node: Int)
    /// A quota cannot be kept exactly.
    case quota(Int)
    /// The proof ends before its last step, or goes on behind it.
    case malformed(node: Int)
    /// The certificate of what is left does not add up.
    case program(node: Int, BoundCertificate.Defect)
  }

  /// Points beyond which no timetable is looked for: sums of prices stay within 64 bits.
  static let mostReach = 1_000_000_000_000

  /// Most requests told apart in a span: each doubles the table.
  static let mostOnce = 12
}

extension BookingProblem {
  /// The most points that any timetable can have, according to a proof by schedules.
  ///
  /// - Parameter proof: The proof.
  /// - Returns: The bound, in points.
  /// - Throws: What is wrong with the proof.
  /// - Complexity: O(nodes · (possible starts · 2^*k* + requests · quota)), for *k* requests told apart.
  public func upperBound(provenBy proof: ScheduleProof) throws(ScheduleProof.Defect) -> Int {
    let system = try ScheduleSystem(self, keeping: proof.keepsQuota)
    // What the steps so far leave; nothing is left to look at behind the last.
    var left: ScheduleSystem.Domain? = system.everything
    var best = Int.min
    for (n, node) in proof.nodes.enumerated() {
      guard let domain = left else { throw .malformed(node: n) }
      left = nil
      switch node {
      case .bounded(let prices):
        try system.check(prices, node: n)
        if let bound = system.relaxation(prices, domain).bound {
          best = max(best, bound.dividedDown(by: BookingPrices.unitsPerPoint))
        }
      case .narrowed(let prices, let reach):
        guard reach.magnitude <= ScheduleProof.mostReach else { throw .outOfRange(node: n) }
        try system.check(prices, node: n)
        left = system.narrowed(domain, prices, reach: reach)
        best = max(best, reach - 1)
      case .program(let certificate, let prices):
        try system.check(prices, node: n)
        if let bound = try system.bound(provenBy: certificate, prices, in: domain, node: n) {
          best = max(best, bound)
        }
      }
    }
    guard left == nil else { throw .malformed(node: proof.nodes.count) }
    return best == .min ? best : wholeSteps(in: best)
  }
}

extension Int {
  /// The largest integer at most `self / divisor`, for a positive divisor.
  func dividedDown(by divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
