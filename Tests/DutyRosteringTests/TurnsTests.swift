import DutyRosteringSolver
import Testing

@Suite struct TurnsTests {
  /// How often each of two ways goes in 60 turns of ten units, gaining `gains` of its turns.
  private func counts(_ gains: (Int, Int) -> Int) -> [Int] {
    var turns = Turns<Int>([0, 1])
    var counts = [0, 0]
    for turn in 0..<60 {
      guard let way = turns.next() else { break }
      turns.note(way, work: 10, gain: gains(way, turn), unit: 1)
      counts[way] += 1
    }
    return counts
  }

  @Test func `ways that gain nothing go about equally often`() {
    let idle = counts { _, _ in 0 }
    #expect(abs(idle[0] - idle[1]) <= 4)
  }

  @Test func `what gains goes more often as long as it does`() {
    let gaining = counts { way, _ in way == 1 ? 100 : 0 }
    #expect(gaining[1] >= 50)
    // Once only, in the second turn: that fades.
    let faded = counts { way, turn in way == 1 && turn == 1 ? 100 : 0 }
    #expect((30...42).contains(faded[1]))
  }
}
