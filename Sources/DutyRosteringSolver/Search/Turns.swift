/// Shares out a run's work among several ways to a better roster, by what comes of them.
///
/// The way that has had least goes next. Work that gained counts for less, down to a ninth for the way that
/// gains most for its work, so that a way gets up to nine times what one does that gains nothing. Each may gain
/// the least there is next time: what gained long ago is worth no more than what is cheap to try.
package struct Turns<Way: Equatable & Sendable>: Sendable {
  private struct Account {
    let way: Way
    /// Work had, counted for less where it gained.
    var had = 0.0
    /// Latest gains and work; older ones fade.
    var gain = 0.0
    var work = 1.0
  }

  private var accounts: [Account]

  /// Turns of `ways`; the first of those that have had the same goes first.
  package init(_ ways: [Way]) { accounts = ways.map { Account(way: $0) } }

  /// The way to go next among the open ones; `nil` if there is none.
  package func next(where isOpen: (Way) -> Bool = { _ in true }) -> Way? {
    accounts.filter { isOpen($0.way) }.min { $0.had < $1.had }?.way
  }

  /// Notes what a way gained for its work; `unit` is the least that can be gained.
  package mutating func note(_ way: Way, work: Int, gain: Int, unit: Int) {
    guard let index = accounts.firstIndex(where: { $0.way == way }) else { return }
    let work = Double(max(1, work))
    accounts[index].gain = accounts[index].gain / 2 + Double(gain)
    accounts[index].work = accounts[index].work / 2 + work
    func rate(_ account: Account) -> Double { (account.gain + Double(unit)) / account.work }
    let best = accounts.reduce(0) { max($0, rate($1)) }
    accounts[index].had += work / (1 + 8 * rate(accounts[index]) / best)
  }
}
