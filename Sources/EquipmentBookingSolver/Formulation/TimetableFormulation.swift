import EquipmentBooking
import LinearProgramming

/// The time-indexed program of a booking round: a column for each request, group and start.
///
/// In its reference form it is `Models/booking/timetable.mod` row by row, device by device. In its
/// clique form equal devices are one group, only rows that bind stay (see ``SlotRows``), and promised
/// bookings are fixed columns, so that the slack basis stays feasible for the primal simplex. The
/// columns `accept`, `on_device` and `on_day` are sums to branch on; branching on single starts would
/// hardly move the bound (Sousa & Wolsey 1992, doi:10.1007/BF01580894).
struct TimetableFormulation {
  /// Which rows and columns are written.
  enum Form { case reference, clique }

  let problem: BookingProblem
  let form: Form
  let groups: [DeviceGroup]
  /// Possible starts by request and group.
  let options: [[StartOption]]
  var program = LinearProgram("timetable", sense: .maximize)
  /// Column of acceptance of each request.
  private(set) var accept: [Column] = []
  /// Column of each group of each request, as in ``options``.
  private(set) var onDevice: [[Column]] = []
  /// Columns of days of each request; days without a start have none in the clique form.
  private(set) var onDay: [[(day: Int, column: Column)]] = []
  /// First column of the starts of each option; the others follow in order.
  private(set) var firstStart: [[Int]] = []
  /// Columns of what each fair share lacks.
  private(set) var short: [Column] = []

  /// - Parameters:
  ///   - problem: The round.
  ///   - form: Which rows and columns are written.
  ///   - left: What the program may still choose from; `nil` for everything.
  init(_ problem: BookingProblem, form: Form, left: OpenStarts? = nil) {
    self.problem = problem
    self.form = form
    groups = form == .reference ? problem.singleGroups : problem.deviceGroups
    let all = problem.startOptions(on: groups)
    options =
      left?.options ?? (form == .reference ? all : problem.withinQuotas(all, on: groups))
    addColumns()
    addPlaces()
    addDevices()
    addOperators()
    addSeries()
    addAlternatives()
    addOrder()
    addQuotas()
    addFairShares()
    addPins()
    for (r, isAccepted) in (left?.accepted ?? []).enumerated() {
      if let isAccepted { program.setBounds(.fixed(isAccepted ? 1 : 0), of: accept[r]) }
    }
  }

  private mutating func addColumns() {
    for (r, request) in problem.requests.enumerated() {
      accept.append(program.addBinary("accept[\(r)]", cost: Double(request.weight)))
      onDevice.append(
        options[r].map { option in
          program.addBinary(
            "on_device[\(r),\(option.group)]", cost: Double(option.choice.bonus))
        })
      var first: [Int] = []
      for option in options[r] {
        first.append(program.columns.count)
        for slot in option.slots {
          _ = program.addBinary(
            "start[\(r),\(option.group),\(slot)]",
            cost: Double(request.hourBonus(at: slot, on: option.choice.device)))
        }
      }
      firstStart.append(first)
      onDay.append(days(of: r).map { ($0, program.addBinary("on_day[\(r),\($0)]")) })
    }
    if form == .reference { addChoicesWithoutStart() }
  }

  /// on_device columns of acceptable groups where no start is possible, as the model has them.
  private mutating func addChoicesWithoutStart() {
    for r in problem.requests.indices {
      for g in groups.indices where !options[r].contains(where: { $0.group == g }) {
        guard let choice = problem.requests[r].choice(of: groups[g].representative),
          choice.isAuthorized
        else { continue }
        let column = program.addBinary("on_device[\(r),\(g)]", cost: Double(choice.bonus))
        onDeviceWithoutStart.append((r, g, column))
      }
    }
  }

  private var onDeviceWithoutStart: [(request: Int, group: Int, column: Column)] = []

  /// Days that get a column: all in the reference form; in the clique form those with a start, if
  /// there are several.
  func days(of r: Int) -> [Int] {
    if form == .reference { return Array(0..<problem.grid.dayCount) }
    var seen = [Bool](repeating: false, count: problem.grid.dayCount)
    for option in options[r] {
      for slot in option.slots { seen[problem.grid.day(ofSlot: slot)] = true }
    }
    let days = seen.indices.filter { seen[$0] }
    return days.count > 1 ? days : []
  }

  /// Columns of an option's starts with their slots.
  func starts(_ r: Int, _ k: Int) -> [(slot: Int, column: Int)] {
    options[r][k].slots.enumerated().map { ($1, firstStart[r][k] + $0) }
  }

  /// placed[r]:          accept[r] − Σ_g on_device[r,g] = 0              ∀ r ∈ REQUESTS
  /// on_one_device[r,g]: on_device[r,g] − Σ_t start[r,g,t] = 0           ∀ (r,g) ∈ CHOICES
  /// on_one_day[r,y]:    on_day[r,y] − Σ_{g, t on day y} start[r,g,t] = 0
  private mutating func addPlaces() {
    for r in problem.requests.indices {
      var place = LinearExpression(sumOf: [accept[r]])
      for column in onDevice[r] { place.add(-1, column) }
      for missing in onDeviceWithoutStart where missing.request == r {
        place.add(-1, missing.column)
      }
      program.require("placed[\(r)]", place, equals: 0)
      for k in options[r].indices {
        var device = LinearExpression(sumOf: [onDevice[r][k]])
        for start in starts(r, k) { device.add(-1, Column(start.column)) }
        program.require("on_one_device[\(r),\(options[r][k].group)]", device, equals: 0)
      }
      for (day, column) in onDay[r] {
        var sum = LinearExpression(sumOf: [column])
        for k in options[r].indices {
          for start in starts(r, k) where problem.grid.day(ofSlot: start.slot) == day {
            sum.add(-1, Column(start.column))
          }
        }
        program.require("on_one_day[\(r),\(day)]", sum, equals: 0)
      }
    }
    for missing in onDeviceWithoutStart {
      program.require(
        "on_one_device[\(missing.request),\(missing.group)]",
        LinearExpression(sumOf: [missing.column]), equals: 0)
    }
  }

  /// device[g,u]: Σ starts that occupy g in slot u ≤ capacity[g]   ∀ open (g,u); starts on a combined
  /// device occupy its parts, too
  private mutating func addDevices() {
    for (g, group) in groups.enumerated() {
      var rows = SlotRows(slotCount: problem.grid.slotCount)
      for r in problem.requests.indices {
        for (k, option) in options[r].enumerated()
        where groups[option.group].occupies(group) {
          for start in starts(r, k) {
            rows.add(
              .init(column: start.column, request: r, slots: option.occupation(at: start.slot)))
          }
        }
      }
      let limits = [Int](repeating: group.capacity, count: problem.grid.slotCount)
      let kept =
        form == .clique
        ? rows.binding(limits: limits)
        : limits.indices.filter(problem.devices[group.representative].isOpen)
      for slot in kept {
        program.require(
          "device[\(g),\(slot)]", LinearExpression(sumOf: rows.columns[slot].map { Column($0) }),
          atMost: Double(group.capacity))
      }
    }
  }

  /// operators[p,u]: Σ starts that an operator of p attends in slot u ≤ staff[p,u]   ∀ p ∈ POOLS
  private mutating func addOperators() {
    for (p, pool) in problem.pools.enumerated() {
      var rows = SlotRows(slotCount: problem.grid.slotCount)
      for r in problem.requests.indices {
        for (k, option) in options[r].enumerated() where option.choice.pool == p {
          for start in starts(r, k) {
            rows.add(
              .init(column: start.column, request: r, slots: option.attendance(at: start.slot)))
          }
        }
      }
      let kept =
        form == .clique ? rows.binding(limits: pool.onDuty) : Array(pool.onDuty.indices)
      for slot in kept {
        program.require(
          "operators[\(p),\(slot)]",
          LinearExpression(sumOf: rows.columns[slot].map { Column($0) }),
          atMost: Double(pool.onDuty[slot]))
      }
    }
  }

  /// fair_share[q]: short[q] + Σ length[r] · accept[r] ≥ share_slots[q]   ∀ q ∈ SHARES
  private mutating func addFairShares() {
    for (q, share) in problem.fairShares.enumerated() {
      let column = program.addColumn(
        "short[\(q)]", .init(lower: 0, upper: Double(share.target)), kind: .integer,
        cost: -Double(share.pointsPerSlot))
      short.append(column)
      var use = LinearExpression(sumOf: [column])
      for (r, request) in problem.requests.enumerated()
      where request.institution == share.institution {
        use.add(Double(request.length), accept[r])
      }
      program.require("fair_share[\(q)]", use, atLeast: Double(share.target))
    }
  }

  /// quota[q,f]: Σ length · start, over the institution's starts in the period from f ≤ limit[q]
  private mutating func addQuotas() {
    for (q, quota) in problem.quotas.enumerated() {
      for period in quota.periods {
        var use = LinearExpression()
        var wanted = 0
        for (r, request) in problem.requests.enumerated()
        where request.institution == quota.institution {
          var counts = false
          for (k, option) in options[r].enumerated() {
            let deviceClass = problem.devices[groups[option.group].representative].deviceClass
            guard quota.deviceClass ?? deviceClass == deviceClass else { continue }
            for start in starts(r, k) where period.contains(start.slot) {
              use.add(Double(request.length), Column(start.column))
              counts = true
            }
          }
          if counts { wanted += request.length }
        }
        if form == .clique && wanted <= quota.limit { continue }
        program.require("quota[\(q),\(period.lowerBound)]", use, atMost: Double(quota.limit))
      }
    }
  }

  /// pinned[r,g,t]: start[r,g,t] = 1   ∀ (r,g,t) ∈ PINS; fixed columns in the clique form
  private mutating func addPins() {
    for case let pin? in problem.requests.map(\.pin) {
      guard let start = column(of: pin) else { continue }
      let group = options[pin.request][start.option].group
      guard form == .clique else {
        program.require(
          "pinned[\(pin.request),\(group),\(pin.start)]",
          LinearExpression(sumOf: [start.column]), equals: 1)
        continue
      }
      var columns = [accept[pin.request], onDevice[pin.request][start.option], start.column]
      let day = problem.grid.day(ofSlot: pin.start)
      columns += onDay[pin.request].filter { $0.day == day }.map(\.column)
      for column in columns { program.setBounds(.fixed(1), of: column) }
    }
  }

  /// What is decided first where a program is branched on: whether a request is accepted, then where and on which
  /// day; single starts hardly move the bound.
  var priorities: [Int] {
    var priorities = [Int](repeating: 2, count: program.columns.count)
    for r in problem.requests.indices {
      priorities[accept[r].index] = 0
      for column in onDevice[r] + onDay[r].map(\.column) { priorities[column.index] = 1 }
    }
    return priorities
  }

  /// The start column of a booking and its option; `nil` if there is no such start.
  func column(of booking: Booking) -> (option: Int, column: Column)? {
    let r = booking.request
    guard
      let k = options[r].firstIndex(where: {
        groups[$0.group].devices.contains(booking.device)
      }), let i = options[r][k].slots.firstIndex(of: booking.start)
    else { return nil }
    return (k, Column(firstStart[r][k] + i))
  }
}
