import Diagnostics
import EquipmentBooking
import EquipmentBookingSolver
import Solving
import Testing

/// What is said of shares, and of what is proven about them.
@Suite struct FairnessTextTests {
  private let problem: BookingProblem

  init() throws { problem = try BookingProblem(validating: shareHalves()) }

  /// Terms with the same number below each tenth.
  private func terms(below: Int, least: Int, valueBound: Int?) -> [ObjectiveTerm] {
    BookingGoal.fairness.map {
      ObjectiveTerm(name: $0.rawValue, value: below, bound: least, isMinimized: true)
    } + [ObjectiveTerm(name: "value", value: 1, bound: valueBound, isMinimized: false)]
  }

  @Test func `who has nothing and who has little are told apart`() throws {
    #expect(
      problem.summary(ofSharesIn: Timetable(bookings: []), terms: [])?.zh == "公平份额：2 家未获机时。")
    var draft = problem.draft
    draft.fairShares[0].minutes = 600
    let wide = try BookingProblem(validating: draft)
    let one = Timetable(bookings: [Booking(request: 0, device: 0, start: 16)])
    #expect(
      wide.summary(ofSharesIn: one, terms: [])?.en
        == "Fair shares: 1 institution below 10 %, 1 institution with nothing.")
  }

  @Test func `only what is proven is said to be, and a condition of what has a bound`() {
    func said(_ terms: [ObjectiveTerm]) -> String {
      problem.summary(ofSharesIn: Timetable(bookings: []), terms: terms)?.en ?? ""
    }
    let bounded =
      " The bound of the value holds for timetables in which all keep what they have of their shares."
    let head = "Fair shares: 2 institutions with nothing"
    #expect(
      said(terms(below: 2, least: 2, valueBound: 1)) == head + "; proven: no timetable is fairer."
        + bounded)
    #expect(
      said(terms(below: 2, least: 2, valueBound: nil)) == head + "; proven: no timetable is fairer."
    )
    #expect(
      said(terms(below: 2, least: 1, valueBound: nil))
        == head + "; 2 below 10 %: proven, at least 1 must be.")
    #expect(
      said(terms(below: 2, least: 0, valueBound: nil))
        == head + "; 2 below 10 %, and it is not proven that there must be any.")
    // The lowest tenth that is open is told, with its own numbers.
    var open = terms(below: 2, least: 2, valueBound: nil)
    for (i, least) in [(6, 3), (7, 1)] {
      open[i] = ObjectiveTerm(name: open[i].name, value: 5, bound: least, isMinimized: true)
    }
    #expect(said(open) == head + "; 5 below 70 %: proven, at least 3 must be.")
    #expect(said([]) == head + ".")
    #expect(problem.conditionOfValue(terms(below: 2, least: 2, valueBound: nil)) == nil)
    #expect(problem.conditionOfValue(terms(below: 2, least: 2, valueBound: 3)) != nil)
  }
}
