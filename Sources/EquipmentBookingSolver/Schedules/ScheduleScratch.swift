/// Memory that evaluations use again and again.
struct ScheduleScratch: ~Copyable {
  private(set) var forward: UnsafeMutablePointer<Double>
  private(set) var backward: UnsafeMutablePointer<Double>
  private(set) var taken: UnsafeMutablePointer<Int32>
  private(set) var rows: UnsafeMutablePointer<Double>
  /// Starts that gain something.
  private(set) var gainful: UnsafeMutablePointer<ScheduleEvaluation.GainfulStart>
  /// Gain of each item of a budget, and what is decided about it: see ``BudgetTable/Decision``.
  private(set) var itemGain: UnsafeMutablePointer<Double>
  private(set) var decision: UnsafeMutablePointer<BudgetTable.Decision>
  private var capacity = 1
  private var rowCapacity = 1
  private var itemCapacity = 1
  private var gainfulCapacity = 1

  init() {
    forward = .allocate(capacity: 1)
    backward = .allocate(capacity: 1)
    taken = .allocate(capacity: 1)
    rows = .allocate(capacity: 1)
    itemGain = .allocate(capacity: 1)
    decision = .allocate(capacity: 1)
    gainful = .allocate(capacity: 1)
  }

  deinit {
    forward.deallocate()
    backward.deallocate()
    taken.deallocate()
    rows.deallocate()
    itemGain.deallocate()
    decision.deallocate()
    gainful.deallocate()
  }

  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    forward.deallocate()
    backward.deallocate()
    taken.deallocate()
    capacity = 2 * count
    forward = .allocate(capacity: capacity)
    backward = .allocate(capacity: capacity)
    taken = .allocate(capacity: capacity)
  }

  mutating func reserve(rows count: Int) {
    guard count > rowCapacity else { return }
    rows.deallocate()
    rowCapacity = 2 * count
    rows = .allocate(capacity: rowCapacity)
  }

  mutating func reserve(items count: Int) {
    guard count > itemCapacity else { return }
    itemGain.deallocate()
    decision.deallocate()
    itemCapacity = 2 * count
    itemGain = .allocate(capacity: itemCapacity)
    decision = .allocate(capacity: itemCapacity)
  }

  mutating func reserve(gainful count: Int) {
    guard count > gainfulCapacity else { return }
    gainful.deallocate()
    gainfulCapacity = 2 * count
    gainful = .allocate(capacity: gainfulCapacity)
  }
}
