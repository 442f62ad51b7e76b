import Diagnostics
import MentorMatching

/// Mentors left, their talents right, links coloured and dashed by the rank that the talent obtained.
///
/// Talents stand beside their mentor, so no two links cross. The picture is cut into panels that
/// stand side by side on a wide screen.
struct PairingPicture {
  let view: PairingView

  private static let row = 21
  private static let space = 9
  private static let width = 610
  private static let mentorEdge = 214
  private static let talentEdge = 322

  var markup: Markup {
    let teams = view.answer.matching.talentsOfMentors(mentorCount: view.problem.mentorCount)
    let panels = Self.panels(of: teams)
    return tag("div", .class("pair")) {
      for (k, panel) in panels.enumerated() {
        scrolling(title(k, of: panels.count)) {
          picture(of: panel, teams, title: title(k, of: panels.count))
        }
      }
    }
  }

  /// Every other panel gets about the same height; short rounds stay in one.
  private static func panels(of teams: [[Int]]) -> [Range<Int>] {
    let rows = teams.reduce(0) { $0 + max(1, $1.count) }
    guard rows > 12 else { return [0..<teams.count] }
    var filled = 0
    let cut =
      teams.firstIndex { team in
        filled += max(1, team.count)
        return 2 * filled >= rows
      } ?? 0
    return [0..<cut + 1, cut + 1..<teams.count].filter { !$0.isEmpty }
  }

  private func title(_ k: Int, of count: Int) -> String {
    let name = view.language.say("导师与人才", "Mentors and talents")
    return count == 1 ? name : "\(name) \(k + 1)/\(count)"
  }

  private func picture(of mentors: Range<Int>, _ teams: [[Int]], title: String) -> Markup {
    var y = 4
    var content = Markup()
    var names: [Drawing.RowName] = []
    for m in mentors {
      let team = teams[m].sorted { rankKey($0) < rankKey($1) }
      let height = max(1, team.count) * Self.row
      names.append(Drawing.RowName(text: label(ofMentor: m), y: y + height / 2 + 4))
      content.append(mentor(m, load: team.count, y: y + height / 2))
      for (k, t) in team.enumerated() {
        content.append(
          link(t, to: m, from: y + height / 2, y: y + k * Self.row + Self.row / 2))
      }
      y += height + Self.space
    }
    return Drawing.chart(
      width: Self.width, height: y, title: title, left: Self.mentorEdge - 40, names: names,
      isAtPlot: true
    ) { content }
  }

  /// Kept pairs first, then by rank obtained, then by position.
  private func rankKey(_ t: Int) -> (Int, Int) {
    (view.answer.reports[t].rank ?? 0, t)
  }

  private func label(ofMentor m: Int) -> String {
    let mentor = view.problem.draft.mentors[m]
    return "\(view.mentorName(m)) · \(view.institution(mentor.institution))"
  }

  private func mentor(_ m: Int, load: Int, y: Int) -> Markup {
    let mentor = view.problem.draft.mentors[m]
    let places = "\(load)/\(mentor.capacity)"
    return Drawing.item("\(mentor.id) \(label(ofMentor: m)) \(places)") {
      Drawing.rectangle(
        x: Self.mentorEdge - 38, y: y - 9, width: 38, height: 18, round: 4,
        (load == 0 ? Tone.grey : Tone.blue).fill)
      Drawing.text(places, x: Self.mentorEdge - 19, y: y + 4, (load == 0 ? Tone.grey : .blue).ink)
    }
  }

  private func link(_ t: Int, to m: Int, from: Int, y: Int) -> Markup {
    let report = view.answer.reports[t]
    let tone = PairingView.tone(ofRank: report.rank)
    let talent = view.problem.draft.talents[t]
    let label = "\(view.talentName(t)) · \(view.institution(talent.institution))"
    let middle = (Self.mentorEdge + Self.talentEdge) / 2
    let path =
      "M\(Self.mentorEdge) \(from)C\(middle) \(from) \(middle) \(y) \(Self.talentEdge) \(y)"
    return Drawing.item(
      "\(talent.id) \(label) — \(view.mentorName(m)): "
        + report.outcomeText(in: view.problem, matching: view.answer.matching, names: false)[
          view.language]
    ) {
      tag("path", tone.line, Attribute("d", path), Attribute("stroke-dasharray", tone.dashes))
      Drawing.rectangle(
        x: Self.talentEdge, y: y - 8, width: 24, height: 17, round: 4, tone.fill)
      Drawing.text(view.sign(report), x: Self.talentEdge + 12, y: y + 5, tone.ink)
      Drawing.text(
        fitting(label, pixels: Self.width - Self.talentEdge - 34), x: Self.talentEdge + 31, y: y + 5
      )
    }
  }

  /// What the colours and signs mean.
  var legend: Markup {
    let entries: [(Int?, String, String)] = [
      (1, "1", view.language.say("第一志愿", "first wish")),
      (2, "2", view.language.say("第二志愿", "second wish")),
      (3, "3", view.language.say("第三志愿", "third wish")),
      (4, "4", view.language.say("第四志愿", "fourth wish")),
      (5, "5", view.language.say("第五志愿及以后", "fifth wish or later")),
      (
        nil, view.language.say("续", "K"),
        view.language.say("在带关系延续，或事先指定", "a running pair, or one given beforehand")
      ),
    ]
    return tag("ul", .class("legend")) {
      for (rank, sign, text) in entries {
        let tone = PairingView.tone(ofRank: rank)
        tag("li") {
          tag(
            "svg",
            Attribute.numbers(("width", 58), ("height", 18))
              + [Attribute("viewBox", "0 0 58 18"), Attribute("aria-hidden", "true")]
          ) {
            tag(
              "path", tone.line, Attribute("d", "M0 9L30 9"),
              Attribute("stroke-dasharray", tone.dashes))
            Drawing.rectangle(x: 31, y: 1, width: 24, height: 16, round: 4, tone.fill)
            Drawing.text(sign, x: 43, y: 13, tone.ink)
          }
          text
        }
      }
    }
  }
}
