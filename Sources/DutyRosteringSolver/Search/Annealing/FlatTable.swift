/// Numbers at a fixed address: to look one up counts no references, which is what an annealing would
/// otherwise do for a quarter of its time.
///
/// - Precondition: Indices lie within ``count``; builds for tests check it.
struct FlatTable<Element: BitwiseCopyable>: ~Copyable {
  private let base: UnsafeMutablePointer<Element>
  /// How many there are.
  let count: Int

  /// A copy of `elements`.
  init(_ elements: [Element]) {
    count = elements.count
    base = .allocate(capacity: max(1, count))
    for (index, element) in elements.enumerated() { base[index] = element }
  }

  deinit { base.deallocate() }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < count)
      return base[index]
    }
    @inline(__always) nonmutating set {
      assert(index >= 0 && index < count)
      base[index] = newValue
    }
  }

  /// A copy of some of the numbers.
  subscript(range: Range<Int>) -> [Element] { range.map { self[$0] } }
}
