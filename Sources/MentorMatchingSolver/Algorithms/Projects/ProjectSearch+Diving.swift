internal import LinearProgramming
internal import MentorMatching
internal import Solving

/// Looking for better matchings around a point of the program.
extension ProjectSearch {
  /// Rounds a point and dives from it: some times at least, and for as long as solving it took.
  mutating func improve(
    from point: [Double], goal k: Int, work: Int, _ program: inout ProjectProgram,
    _ session: inout Session
  ) throws {
    if bestValues[k] == bounds[k] { return }
    let before = run.work
    round(program.wanted(at: point), trades: 60 * market.contracts.ofTalent.count, goal: k)
    var attempt = 0
    while bestValues[k] != bounds[k], attempt < Self.dives || run.work - before < work,
      run.mustStop == nil
    {
      try dive(from: point, attempt, goal: k, &program, &session)
      attempt += 1
    }
  }

  /// Makes contracts one after the other that the point nearly makes, solving again each time; one
  /// that leaves nothing better is given up. Points on the way order the ties of further matchings.
  private mutating func dive(
    from start: [Double], _ attempt: Int, goal k: Int, _ program: inout ProjectProgram,
    _ session: inout Session
  ) throws {
    var point = start
    var fixed: [Int] = []
    var (steps, refusals) = (0, 0)
    while bestValues[k] != bounds[k], run.mustStop == nil {
      // The first dive follows the point, later ones a shaken one.
      let shake = attempt == 0 ? 0 : 0.4
      let order = point.indices.filter { point[$0] > 1e-6 && point[$0] < 1 - 1e-6 }
        .map { j in
          (value: point[j] + .random(in: -shake...shake, using: &random), column: j)
        }.sorted { ($0.value, $1.column) > ($1.value, $0.column) }
      guard let first = order.first else {
        offer(held(at: point, program))
        break
      }
      let sure = order.prefix { point[$0.column] > 0.9 }.prefix(max(1, order.count / 8))
      var batch = (sure.isEmpty ? [first] : Array(sure)).map(\.column)
      for j in batch { try session.setBounds(.fixed(1), of: Column(j)) }
      var next = try solution(better: k, &program, &session)
      if next == nil, batch.count > 1 {
        for j in batch.dropFirst() { try session.setBounds(.unit, of: Column(j)) }
        batch = [batch[0]]
        next = try solution(better: k, &program, &session)
      }
      if next == nil {
        refusals += 1
        try session.setBounds(.fixed(0), of: Column(batch[0]))
        if refusals <= Self.refusals { next = try solution(better: k, &program, &session) }
      }
      fixed += batch
      guard let next else { break }
      point = next
      steps += 1
      if steps.isMultiple(of: 8) {
        round(program.wanted(at: point), trades: 0, goal: k)
      }
    }
    for j in fixed { try session.setBounds(.unit, of: Column(j)) }
  }

  /// The program's point under the present bounds if it may still lead to a better matching.
  private func solution(
    better k: Int, _ program: inout ProjectProgram, _ session: inout Session
  ) throws -> [Double]? {
    guard let point = try relax(&program, &session),
      session.objective < cost(ofBest: k) - 0.5
    else { return nil }
    return point
  }
}
