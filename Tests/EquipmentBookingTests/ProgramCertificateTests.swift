import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

@Suite struct ProgramCertificateTests {
  /// A round whose proof needs the rows: its trivial bound is above its optimum.
  private let problem: BookingProblem
  private let outcome: Outcome<BookingAnswer>
  private let answer: BookingAnswer

  init() throws {
    // Prices or schedules prove most tiny rounds; this one takes branching on the linear program.
    var found: (BookingProblem, Outcome<BookingAnswer>, BookingAnswer)?
    for seed in UInt64(12)..<2000 where found == nil {
      let problem = try BookingProblem(validating: tinyRound(seed: seed, requests: 9))
      let outcome = try problem.solve()
      let answer = try #require(outcome.solution)
      if answer.certificate != nil { found = (problem, outcome, answer) }
    }
    (problem, outcome, answer) = try #require(found)
    #expect(!answer.refusals.isEmpty)
  }

  private func defects(certificate: BoundCertificate? = nil) -> Int {
    let forged = BookingAnswer(
      timetable: answer.timetable, certificate: certificate ?? answer.certificate,
      refusals: answer.refusals)
    let term = ObjectiveTerm(
      name: "value", value: outcome.terms[0].value, bound: outcome.terms[0].bound,
      isMinimized: false)
    return problem.certificateDefects(of: forged, terms: [term]).count
  }

  @Test func `an honest answer by a program has no defect`() { #expect(defects() == 0) }

  @Test func `a proof without its leaves is found`() {
    #expect(defects(certificate: BoundCertificate(denominator: 1, nodes: [.open])) == 1)
  }

  @Test func `every multiplier that is turned around is found or weakens nothing`() throws {
    let certificate = try #require(answer.certificate)
    var found = 0
    for (i, node) in certificate.nodes.enumerated() {
      guard case .bounded(let multipliers) = node else { continue }
      for (k, multiplier) in multipliers.enumerated() {
        var forged = multipliers
        forged[k] = .init(row: multiplier.row, weight: -multiplier.weight)
        var nodes = certificate.nodes
        nodes[i] = .bounded(multipliers: forged)
        let tampered = BoundCertificate(denominator: certificate.denominator, nodes: nodes)
        // Whatever the proof says, it never denies the timetable that exists.
        if let bound = try? problem.upperBound(provenBy: tampered) {
          #expect(bound >= outcome.terms[0].value)
        }
        found += defects(certificate: tampered) > 0 ? 1 : 0
      }
    }
    #expect(found > 0)
  }
}
