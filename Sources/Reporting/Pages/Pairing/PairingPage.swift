public import Diagnostics
public import MentorMatching

extension PairingProblem {
  /// The page of a pairing round: the picture, the table, the ranks of both sides, and for everybody
  /// without a mentor the reasons.
  ///
  /// Names appear where the round gives them; a reason names nobody else.
  ///
  /// - Precondition: `answer` has one report for each talent, as a checked answer does.
  /// - Returns: One HTML document that needs no network.
  public func page(
    of answer: PairingAnswer, proof: ProofStatement, in language: Language
  ) -> String {
    PairingPage(view: PairingView(self, answer, language), proof: proof).html
  }
}

/// The sections of the page of a pairing round.
struct PairingPage {
  let view: PairingView
  let proof: ProofStatement

  private var language: Language { view.language }

  var html: String {
    let problem = view.problem
    let answer = view.answer
    let title = problem.draft.title.isEmpty ? say("导师结对", "Mentor pairing") : problem.draft.title
    var sections = [picture, missing, histograms]
    if !answer.blockingPairs.isEmpty { sections.append(blocking) }
    if !answer.shortfalls.isEmpty { sections.append(shortfalls) }
    if let note = problem.noteOnMiddle(of: answer) {
      sections.append(
        section(say("居中的结对", "The middle"), id: "middle") { tag("p") { note[language] } })
    }
    if let changes = view.changes { sections.append(changed(changes)) }
    if let lottery = answer.lottery { sections.append(draw(lottery)) }
    if !view.freePlaces.isEmpty { sections.append(freePlaces) }
    sections.append(table)
    return Page(
      language: language, title: title,
      subtitle: say(
        "\(problem.mentorCount) 位导师，\(problem.talentCount) 位人才；规则：\(answer.rule.title.zh)",
        "\(counted(problem.mentorCount, "mentor")), \(counted(problem.talentCount, "talent")); "
          + "rule: \(answer.rule.title.en)"
      ),
      figures: figures, sections: sections, proof: proof
    ).html
  }

  private var talentRanks: [Int] { view.answer.reports.compactMap(\.rank) }

  private var mentorRanks: [Int] {
    view.answer.matching.mentorOfTalent.enumerated().compactMap { t, m in
      guard let m, !view.answer.reports[t].isKept else { return nil }
      return view.mentorRank(m, of: t)
    }
  }

  private var figures: [Page.Figure] {
    let ranks = talentRanks
    let first = ranks.count { $0 == 1 }
    let three = ranks.count { $0 <= 3 }
    let paired = view.answer.matching.pairCount
    let places = view.problem.draft.mentors.reduce(0) { $0 + $1.capacity }
    return [
      .init(
        value: "\(paired)/\(view.problem.talentCount)",
        caption: say("人才已结对", "talents paired")),
      .init(
        value: share(first, of: ranks.count),
        caption: say("新结对者获得第一志愿", "of the new pairs: first wish")),
      .init(
        value: share(three, of: ranks.count),
        caption: say("新结对者获得前三志愿", "of the new pairs: one of three first wishes")),
      .init(
        value: ranks.max().map(String.init) ?? "–", caption: say("最差志愿名次", "worst rank obtained")),
      .init(
        value: String(view.answer.blockingPairs.count),
        caption: say("双方更愿改配的对数", "pairs who would rather switch")),
      .init(value: String(places - paired), caption: say("导师空余名额", "free places")),
    ]
  }

  private var picture: Markup {
    let picture = PairingPicture(view: view)
    return section(say("谁跟谁学", "Who learns with whom"), id: "picture") {
      picture.markup
      picture.legend
    }
  }

  private var missing: Markup {
    section(say("本轮未结对", "Without a mentor in this round"), id: "unmatched") {
      if view.unmatched.isEmpty {
        tag("p") { say("全部人才均已结对。", "Every talent has a mentor.") }
      } else {
        tag("ul", .class("plain")) {
          for t in view.unmatched {
            tag("li") {
              let talent = view.problem.draft.talents[t]
              tag("b") { "\(talent.id) \(talent.name)" }
              tag("span", .class("soft")) { " \(view.institution(talent.institution))" }
              reasons(of: view.answer.reports[t])
            }
          }
        }
      }
    }
  }

  private var freePlaces: Markup {
    section(say("尚有空余名额的导师", "Mentors with free places"), id: "free") {
      tag("ul", .class("plain")) {
        for (m, free) in view.freePlaces {
          tag("li") {
            let mentor = view.problem.draft.mentors[m]
            tag("b") { "\(mentor.id) \(mentor.name)" }
            tag("span", .class("soft")) { " \(view.institution(mentor.institution))" }
            say(
              "：空余 \(free) 个，共 \(mentor.capacity) 个",
              ": \(free) of \(counted(mentor.capacity, "place"))")
          }
        }
      }
    }
  }

  private func reasons(of report: WishReport) -> Markup {
    tag("ul", .class("small")) {
      if report.missed.isEmpty {
        tag("li") { say("没有填报志愿。", "No wish was given.") }
      }
      for wish in report.missed {
        tag("li") { wish.text(in: view.problem, names: false, of: report.talent)[language] }
      }
    }
  }

  private var histograms: Markup {
    section(say("名次分布", "Ranks obtained"), id: "ranks") {
      tag("div", .class("pair")) {
        RankHistogram(
          title: say("人才获得自己的第几志愿", "Talents: rank of their mentor"), ranks: talentRanks,
          language: language
        ).markup
        RankHistogram(
          title: say("导师获得自己的第几人选", "Mentors: rank of their talents"), ranks: mentorRanks,
          language: language
        ).markup
      }
    }
  }

  private func changed(_ changes: (title: Bilingual, lines: [Bilingual])) -> Markup {
    section(say("变动", "Changes"), id: "changes") {
      tag("p") { changes.title[language] }
      tag("ul", .class("plain")) {
        for line in changes.lines { tag("li") { line[language] } }
      }
    }
  }

  /// How the draw was made, and everybody's chances.
  private func draw(_ lottery: PairingLottery) -> Markup {
    section(say("抽签", "The draw"), id: "draw") {
      tag("p") { lottery.text[language] }
      tag("ul", .class("plain")) {
        for (t, chances) in lottery.chances.enumerated() where chances.count > 1 {
          tag("li") {
            tag("b") { view.problem.draft.talents[t].id }
            for chance in chances {
              " · \(view.mentorName(chance.mentor)) "
              lottery.chance(chance)[language]
            }
          }
        }
      }
    }
  }

  private var blocking: Markup {
    section(say("双方更愿改配的对", "Pairs who would rather switch"), id: "blocking") {
      tag("ul", .class("plain")) {
        for pair in view.answer.blockingPairs {
          tag("li") { PairingViolation(.blocking(pair), in: view.problem).text[language] }
        }
      }
    }
  }

  private var shortfalls: Markup {
    section(say("未达下限", "Below a lower limit"), id: "shortfalls") {
      tag("p") { LimitShortfall.advice[language] }
      tag("ul", .class("plain")) {
        for short in view.answer.shortfalls {
          tag("li") { short.text(in: view.problem, names: true)[language] }
        }
      }
    }
  }

  private var table: Markup {
    tag("section", Attribute("id", "table"), Attribute.class("new-sheet")) {
      tag("h2") { say("结对一览", "All talents") }
      scrolling(say("结对一览", "All talents")) {
        tag("table") {
          tag("thead") {
            tag("tr") {
              tag("th") { say("工号", "Staff no.") }
              tag("th") { say("人才", "Talent") }
              tag("th") { say("单位", "Institution") }
              tag("th") { say("导师", "Mentor") }
              tag("th") { say("导师单位", "Mentor's institution") }
              tag("th", .class("middle")) { say("人才志愿", "Talent's rank") }
              tag("th", .class("middle")) { say("导师人选", "Mentor's rank") }
            }
          }
          tag("tbody") {
            for t in view.problem.draft.talents.indices { row(t) }
          }
        }
      }
    }
  }

  private func row(_ t: Int) -> Markup {
    let talent = view.problem.draft.talents[t]
    let m = view.answer.matching.mentorOfTalent[t]
    let report = view.answer.reports[t]
    return tag("tr") {
      tag("td", .class("mono")) { talent.id }
      tag("th", Attribute("scope", "row")) { talent.name }
      tag("td") { view.institution(talent.institution) }
      if let m {
        tag("td") { view.placement(t, with: m) }
        tag("td") { view.institution(view.problem.draft.mentors[m].institution) }
        tag("td", .class("middle")) {
          tag("span", PairingView.tone(ofRank: report.rank).mark) { view.sign(report) }
        }
        tag("td", .class("middle")) {
          report.isKept ? "–" : view.mentorRank(m, of: t).map(String.init) ?? "–"
        }
      } else {
        tag("td", Attribute("colspan", 4), .class("soft")) {
          say("未结对，原因见上", "no mentor, reasons above")
        }
      }
    }
  }

  private func say(_ zh: String, _ en: String) -> String { language.say(zh, en) }
}
