import Alliance
import Diagnostics
import Testing

private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

@Test(arguments: [
  (Term.Length.week, "2027-01-01", "2026-W53", "2026-12-28", "2027-01-03"),
  (.month, "2024-02-29", "2024-02", "2024-02-01", "2024-02-29"),
  (.quarter, "2026-12-31", "2026-Q4", "2026-10-01", "2026-12-31"),
  (.halfYear, "2026-07-01", "2026-H2", "2026-07-01", "2026-12-31"),
  (.halfYear, "2026-06-30", "2026-H1", "2026-01-01", "2026-06-30"),
])
func `a term holds its days`(
  length: Term.Length, inside: String, key: String, first: String, last: String
) throws {
  let term = Term(length, containing: try day(inside))
  #expect(term.description == key)
  #expect(term.firstDay == (try day(first)))
  #expect(term.lastDay == (try day(last)))
  #expect(Term(key) == term)
}

@Test(arguments: Term.Length.allCases)
func `consecutive terms leave no gap and no overlap`(length: Term.Length) throws {
  let terms = Term(length, containing: try day("2019-12-30")).sequence(400)
  for (term, next) in zip(terms, terms.dropFirst()) {
    #expect(term.days.upperBound == next.firstDay)
    #expect(term < next)
    #expect(Term(term.description) == term)
    #expect(Term(term.title.zh) == term)
    #expect(Term(length, containing: term.lastDay) == term)
  }
}

@Test(arguments: [
  ("２０２６年１月", "2026-01"), ("2026-1", "2026-01"), ("2026年 第53周", "2026-W53"),
  ("2026年下半年", "2026-H2"), ("2026年第4季度", "2026-Q4"),
])
func `terms are read as people write them`(text: String, key: String) {
  #expect(DayNotation.term(text)?.description == key)
}

@Test(arguments: [
  "2026-13", "2025-W53", "2026-W00", "2026-Q5", "2026-H3", "2026", "26-01", "2026-01-05", "",
  "2026年", "-1-1", "99999-01",
])
func `what is no term is refused`(text: String) {
  #expect(DayNotation.term(text) == nil)
}

@Test(arguments: Term.Length.allCases)
func `the first and the last day that can be written have terms`(length: Term.Length) throws {
  for text in ["0001-01-01", "9999-12-31"] {
    let term = Term(length, containing: try day(text))
    #expect(term.days.contains(try day(text)))
    #expect(term.sequence(2).map(\.days.count).allSatisfy { $0 >= 7 })
  }
}
