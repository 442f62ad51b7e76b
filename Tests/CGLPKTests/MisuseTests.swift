import CGLPK
import Synchronization
import Testing

@Suite struct `Misuse of GLPK` {
  static let fatal: [Misuse] = [
    Misuse("a row that does not exist", gives: CGLPK_FATAL) {
      cglpk_set_row_bounds($0, 99, 0, 1)
    },
    Misuse("a negative row", gives: CGLPK_FATAL) { cglpk_set_row_bounds($0, -7, 0, 1) },
    Misuse("a column that does not exist", gives: CGLPK_FATAL) {
      cglpk_set_column_bounds($0, 12, 0, 1)
    },
    Misuse("a cost of a column that does not exist", gives: CGLPK_FATAL) {
      cglpk_set_cost($0, 5, 1)
    },
    Misuse("an entry in a row that does not exist", gives: CGLPK_FATAL) {
      cglpk_add_columns($0, 1, [0], [1], [0], [false], [0, 1], [8], [1])
    },
    Misuse("an entry in a negative row", gives: CGLPK_FATAL) {
      cglpk_add_columns($0, 1, [0], [1], [0], [false], [0, 1], [-3], [1])
    },
    Misuse("two entries of a column in one row", gives: CGLPK_FATAL) {
      cglpk_add_columns($0, 1, [0], [1], [0], [false], [0, 2], [0, 0], [1, 2])
    },
    Misuse("a row over a column that does not exist", gives: CGLPK_FATAL) {
      cglpk_add_filled_rows($0, 1, [0], [1], [0, 1], [4], [1])
    },
    Misuse("two entries of a row in one column", gives: CGLPK_FATAL) {
      cglpk_add_filled_rows($0, 1, [0], [1], [0, 2], [0, 0], [1, 1])
    },
    Misuse("a negative number of rows", gives: CGLPK_FATAL) {
      cglpk_add_rows($0, -4, [], [])
    },
    Misuse("deleting a row that does not exist", gives: CGLPK_FATAL) {
      cglpk_delete_rows($0, 1, [3])
    },
    Misuse("deleting a row twice", gives: CGLPK_FATAL) { cglpk_delete_rows($0, 2, [0, 0]) },
    Misuse("deleting a column that does not exist", gives: CGLPK_FATAL) {
      cglpk_delete_columns($0, 1, [-1])
    },
    Misuse("a basis of nonsense", gives: CGLPK_FATAL) { cglpk_write_basis($0, [77, 1]) },
    Misuse("a row to read that does not exist", gives: CGLPK_FATAL) { problem in
      var count: Int32 = 0
      return cglpk_read_row(problem, 6, &count, nil, nil, nil, nil)
    },
    Misuse("a column to describe that does not exist", gives: CGLPK_FATAL) { problem in
      var (lower, upper, cost, isInteger) = (0.0, 0.0, 0.0, false)
      return cglpk_read_column_definition(problem, 9, &lower, &upper, &cost, &isInteger)
    },
    Misuse("a reversed range", gives: CGLPK_FATAL) { problem in
      var status = CGLPK_UNKNOWN
      _ = cglpk_set_column_bounds(problem, 0, 4, 0)
      let code = cglpk_simplex(problem, CGLPK_DUAL, .max, .max, .infinity, &status)
      // GLPK answers this one with a return code instead of an abort.
      return code == CGLPK_OK && status == CGLPK_UNKNOWN ? CGLPK_FATAL : code
    },
    Misuse("a negative time limit", gives: CGLPK_FATAL) { problem in
      var status = CGLPK_UNKNOWN
      return cglpk_simplex(problem, CGLPK_DUAL, -5, .max, .infinity, &status)
    },
    Misuse("a negative iteration limit", gives: CGLPK_FATAL) { problem in
      var status = CGLPK_UNKNOWN
      return cglpk_simplex(problem, CGLPK_DUAL, .max, -1, .infinity, &status)
    },
    Misuse("cuts without an optimal basis", gives: CGLPK_FATAL) { problem in
      var pool: OpaquePointer?
      return cglpk_generate_cuts(problem, CGLPK_GOMORY, 5, &pool)
    },
    Misuse("a name of 300 bytes", gives: CGLPK_FATAL) { _ in
      var problem: OpaquePointer?
      return cglpk_open(String(repeating: "n", count: 300), nil, nil, &problem)
    },
    Misuse("a name with control characters", gives: CGLPK_FATAL) { _ in
      var problem: OpaquePointer?
      return cglpk_open("a\u{01}b", nil, nil, &problem)
    },
    Misuse("a model that is not there", gives: CGLPK_FATAL) { _ in
      var problem: OpaquePointer?
      return cglpk_read_mathprog("/no/such/model.mod", nil, &problem)
    },
    Misuse("more memory than allowed", gives: CGLPK_FATAL) { problem in
      _ = cglpk_limit_memory(1)
      let many = 200_000
      let zeros = [Double](repeating: 0, count: many)
      let code = cglpk_add_rows(problem, Int32(many), zeros, zeros)
      _ = cglpk_limit_memory(0)
      return code
    },
    Misuse("an interrupt while solving", gives: CGLPK_INTERRUPTED) { _ in
      interruptedSolve()
    },
  ]

  static let refused: [Misuse] = [
    Misuse("a cost that is not a number", gives: CGLPK_NOT_A_NUMBER) {
      cglpk_set_cost($0, 0, .nan)
    },
    Misuse("an infinite cost", gives: CGLPK_NOT_A_NUMBER) { cglpk_set_cost($0, 0, -.infinity) },
    Misuse("a bound that is not a number", gives: CGLPK_NOT_A_NUMBER) {
      cglpk_set_row_bounds($0, 0, .nan, 1)
    },
    Misuse("a lower bound of infinity", gives: CGLPK_NOT_A_NUMBER) {
      cglpk_set_column_bounds($0, 0, .infinity, .infinity)
    },
    Misuse("a coefficient that is not a number", gives: CGLPK_NOT_A_NUMBER) {
      cglpk_add_columns($0, 1, [0], [1], [0], [false], [0, 1], [0], [.nan])
    },
    Misuse("an infinite coefficient in a row", gives: CGLPK_NOT_A_NUMBER) {
      cglpk_add_filled_rows($0, 1, [0], [1], [0, 1], [0], [.infinity])
    },
    Misuse("an upper bound of minus infinity in new rows", gives: CGLPK_NOT_A_NUMBER) {
      cglpk_add_rows($0, 1, [0], [-.infinity])
    },
  ]

  @Test(arguments: fatal)
  func `an abort becomes a code, and the next solve is right`(misuse: Misuse) throws {
    let problem = try #require(openSmallProblem())
    #expect(misuse.commit(problem) == misuse.expected)
    if misuse.expected == CGLPK_FATAL, misuse.name != "a reversed range" {
      #expect(cglpk_close(problem) == CGLPK_LOST || misuse.name.hasPrefix("a model"))
    } else {
      cglpk_close(problem)
    }
    #expect(solveSmallProblem() == 3)
  }

  @Test func `an interrupted solve leaves the thread's other problems as they were`() throws {
    cglpk_close_thread()
    let other = try #require(openSmallProblem())
    #expect(interruptedSolve() == CGLPK_INTERRUPTED)
    var status = CGLPK_UNKNOWN
    #expect(cglpk_simplex(other, CGLPK_DUAL, .max, .max, .infinity, &status) == CGLPK_OK)
    #expect(status == CGLPK_OPTIMAL)
    #expect(cglpk_close(other) == CGLPK_OK)
    // Nothing is open any more, so what the interrupted call had allocated is gone.
    #expect(cglpk_memory_in_use() < 100_000)
    #expect(solveSmallProblem() == 3)
  }

  @Test(arguments: refused)
  func `a number that is none is refused, and the problem stays usable`(misuse: Misuse) throws {
    let problem = try #require(openSmallProblem())
    defer { cglpk_close(problem) }
    #expect(misuse.commit(problem) == misuse.expected)
    var status = CGLPK_UNKNOWN
    var objective = Double.nan
    #expect(cglpk_simplex(problem, CGLPK_DUAL, .max, .max, .infinity, &status) == CGLPK_OK)
    #expect(cglpk_read_objective(problem, &objective) == CGLPK_OK)
    #expect(objective == 3)
  }

  @Test func `another thread is refused, and the owner goes on`() throws {
    let problem = try #require(openSmallProblem())
    let smuggled = Smuggled(problem: problem)
    let codes = Mutex<[cglpk_code]>([])
    let others = Mutex<Double>(.nan)
    onThreads(1) {
      var status = CGLPK_UNKNOWN
      let found = [
        cglpk_simplex(smuggled.problem, CGLPK_DUAL, .max, .max, .infinity, &status),
        cglpk_set_cost(smuggled.problem, 0, 2), cglpk_close(smuggled.problem),
      ]
      codes.withLock { $0 = found }
      others.withLock { $0 = solveSmallProblem() }
    }
    #expect(codes.withLock { $0 } == [CGLPK_WRONG_THREAD, CGLPK_WRONG_THREAD, CGLPK_WRONG_THREAD])
    #expect(others.withLock { $0 } == 3)
    var status = CGLPK_UNKNOWN
    #expect(cglpk_simplex(problem, CGLPK_PRIMAL, .max, .max, .infinity, &status) == CGLPK_OK)
    #expect(status == CGLPK_OPTIMAL)
    #expect(cglpk_close(problem) == CGLPK_OK)
  }

  @Test func `two threads that fail and solve at once do not disturb each other`() {
    let wrong = Atomic<Int>(0)
    onThreads(2) {
      for _ in 0..<300 {
        if let problem = openSmallProblem() {
          _ = cglpk_set_row_bounds(problem, 50, 0, 0)
          cglpk_close(problem)
        }
        if solveSmallProblem() != 3 { wrong.add(1, ordering: .relaxed) }
      }
    }
    #expect(wrong.load(ordering: .relaxed) == 0)
  }

  @Test func `ten thousand solves and two thousand faults leave no memory behind`() throws {
    try #require(solveSmallProblem() == 3)
    let held = cglpk_memory_in_use()
    var growth: [Int] = []
    for _ in 0..<20 {
      let before = residentKilobytes()
      for k in 0..<500 {
        try #require(solveSmallProblem() == 3)
        if k % 5 == 0, let problem = openSmallProblem() {
          _ = cglpk_set_cost(problem, 44, 1)
          cglpk_close(problem)
        }
      }
      growth.append(residentKilobytes() - before)
    }
    #expect(cglpk_memory_in_use() == held)
    // Other tests run in this process at the same time;
    // a leak of half a KiB a solve would show in every round.
    #expect(growth.contains { $0 < 256 }, "KiB in each round: \(growth)")
  }

  @Test func `the message says what GLPK found`() throws {
    let problem = try #require(openSmallProblem())
    #expect(cglpk_set_row_bounds(problem, 99, 0, 1) == CGLPK_FATAL)
    #expect(String(cString: cglpk_message()).contains("row number out of range"))
    cglpk_close(problem)
  }
}

/// A simplex run over a problem large enough to print, interrupted at its first word.
private func interruptedSolve() -> cglpk_code {
  var problem: OpaquePointer?
  guard cglpk_open("wide", { _ in true }, nil, &problem) == CGLPK_OK else { return CGLPK_FATAL }
  defer { cglpk_close(problem) }
  let size = 300
  let ones = [Double](repeating: 1, count: size)
  _ = cglpk_add_rows(problem, Int32(size), ones, [Double](repeating: .infinity, count: size))
  for k in 0..<40 {
    let start = (0...size).map { Int32($0 * 3) }
    var rows: [Int32] = []
    for j in 0..<size {
      rows += [Int32(j), Int32((j + 7 + k) % size), Int32((j + 50 + 3 * k) % size)]
    }
    let costs = (0..<size).map { Double(1 + ($0 * 37 + k * 11) % 23) }
    _ = cglpk_add_columns(
      problem, Int32(size), [Double](repeating: 0, count: size), ones, costs,
      [Bool](repeating: false, count: size), start, rows,
      [Double](repeating: 1, count: 3 * size))
  }
  var status = CGLPK_UNKNOWN
  return cglpk_simplex(problem, CGLPK_DUAL, .max, .max, .infinity, &status)
}
