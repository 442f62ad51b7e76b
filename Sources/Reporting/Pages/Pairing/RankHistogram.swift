import Diagnostics
import MentorMatching

/// How many people of one side obtained which rank.
struct RankHistogram {
  let title: String
  /// Ranks obtained, from 1.
  let ranks: [Int]
  let language: Language

  /// Ranks that one bar stands for.
  private static let buckets = [1...1, 2...2, 3...3, 4...4, 5...5, 6...10, 11...Int.max]

  var markup: Markup {
    let counts = Self.buckets.map { bucket in ranks.count { bucket.contains($0) } }
    let last = counts.lastIndex { $0 > 0 } ?? 0
    let largest = max(1, counts.max() ?? 1)
    let row = 25
    return tag("div", .class("keep")) {
      tag("h3") { title }
      scrolling(title) {
        Drawing.chart(
          width: 500, height: (last + 1) * row + 4, title: title, left: 90,
          names: (0...last).map {
            Drawing.RowName(text: name(of: Self.buckets[$0]), y: $0 * row + 18)
          }, isAtPlot: true
        ) {
          for b in 0...last {
            let y = b * row + 3
            let tone = PairingView.tone(ofRank: Self.buckets[b].lowerBound)
            let length = counts[b] * 300 / largest
            if length > 0 {
              Drawing.rectangle(x: 94, y: y, width: length, height: 20, round: 3, tone.fill)
            }
            Drawing.text(
              "\(counts[b])\(language.bracketed(share(counts[b], of: ranks.count)))",
              x: 102 + length, y: y + 15, .class("bold"))
          }
        }
      }
    }
  }

  private func name(of bucket: ClosedRange<Int>) -> String {
    let (low, high) = (bucket.lowerBound, bucket.upperBound)
    if low == high { return language.say("第 \(low) 位", "rank \(low)") }
    if high == .max { return language.say("第 \(low) 位起", "rank \(low)+") }
    return language.say("第 \(low)–\(high) 位", "rank \(low)–\(high)")
  }
}
