internal import Alliance
internal import Diagnostics
internal import MentorMatching

/// What they wish for.
extension PairingSheets {
  mutating func readProjects() {
    var entries: [PairingDraft.Project] = []
    let index = mentorIndex
    reader.readSheet(
      "项目", "projects", at: Place("projects"), isRequired: false,
      headings: [
        Heading("id", "项目编号", "编号", "project"), Heading("title", "项目名称", "名称", isRequired: false),
        Heading("mentor", "导师工号", "负责人工号"),
        Heading("places", "名额", "places", isRequired: false),
        Heading(
          "lowerPlaces", "名额下限", "人数下限", "下限", "最少人数", "at least", "least places",
          isRequired: false),
      ]
    ) { row in
      entries.append(
        PairingDraft.Project(
          id: row.required("id", .identifier) ?? "", title: row.value("title", .text, ifBlank: ""),
          mentor: row.named("mentor", in: index) ?? "",
          places: row.optional("places", .integer()),
          lowerPlaces: row.value("lowerPlaces", .integer(), ifBlank: 0)))
    }
    for project in ledProjects where !entries.contains(where: { $0.id == project.id }) {
      entries.append(PairingDraft.Project(id: project.id, title: "", mentor: project.mentor))
    }
    draft.projects = entries
  }

  /// Reads the wishes that stand beside the people themselves, by keys or names like those of a sheet of wishes.
  mutating func readListedWishes() {
    var named = 0
    let choices = listedWishes.isEmpty ? NameIndex() : choiceIndex
    for (list, person, cells) in listedWishes {
      let format = (list == "mentors" ? talentIndex : choices).listFormat
      var tiers: [[String]] = []
      for (rank, text) in cells.enumerated() {
        if BlankMark.matches(text) {
          tiers.append([])
          continue
        }
        do throws(CellFault) {
          tiers.append(try format.read(text))
          let key = NormalizedText.key(text)
          if tiers[rank].contains(where: { !key.contains($0) }) { named += 1 }
        } catch {
          tiers.append([])
          // A place of its own: a row in a sheet of wishes may yet stand behind the wishes themselves.
          let place = Place(list)[person].appending("wishes@\(rank + 1)")
          if let cell = reader.provenance.cell(for: Place(list)[person].appending("wishes")[rank]) {
            reader.provenance.record(cell, for: place)
          }
          reader.faults.append(
            error.rule, at: place, value: error.part ?? text, related: error.related)
        }
      }
      if list == "mentors" {
        draft.mentors[person].wishes = WishList(tiers)
      } else {
        draft.talents[person].wishes = WishList(tiers)
      }
    }
    if named > 0 {
      reader.note(
        Bilingual(
          zh: "名单中的志愿有\(named)格填的是姓名或名称，已对应到工号或编号。",
          en: "\(counted(named, "cell")) of wishes beside the people with a name, for which its "
            + "key was taken."))
    }
  }

  mutating func readWishes() {
    let (mentorSheet, talentSheet) = (["导师志愿", "mentor wishes"], ["人才志愿", "talent wishes"])
    // While the lists themselves are in doubt nobody can say whose rows these are.
    let areListsSure = reader.lostSheets.isEmpty
    let ofMentors = readWishes(
      mentorSheet, of: mentors, mentorIndex, for: talentIndex, at: "mentors",
      unless: areListsSure ? talentIndex : NameIndex(), talentSheet)
    for (person, tiers) in ofMentors { draft.mentors[person].wishes = WishList(tiers) }
    let ofTalents = readWishes(
      talentSheet, of: talents, talentIndex, for: choiceIndex, at: "talents",
      unless: areListsSure ? mentorIndex : NameIndex(), mentorSheet)
    for (person, tiers) in ofTalents { draft.talents[person].wishes = WishList(tiers) }
  }

  /// Reads a sheet of wishes; `strangers` are the people of the other side, who have the sheet `otherSheet`.
  mutating func readWishes(
    _ names: [String], of index: [String: Int], _ people: NameIndex,
    for others: NameIndex, at list: String, unless strangers: NameIndex, _ otherSheet: [String]
  ) -> [(person: Int, tiers: [[String]])] {
    var found: [(person: Int, tiers: [[String]])] = []
    var submissions = Submissions()
    var hasWishes = false
    let listed = Set(listedWishes.filter { $0.list == list }.map(\.person))
    var whose = (rows: 0, own: 0, strange: 0)
    let sheet = Place(names[0])
    let firstFault = reader.faults.list.count
    reader.readSheet(
      named: names, at: sheet, isRequired: false,
      headings: [
        Heading("id", "工号", "导师工号", "人才工号", "staff number", or: "name"),
        Heading("name", "姓名", "导师姓名", "人才姓名", isRequired: false),
        Heading("institution", "单位", "单位编号", "单位名称", isRequired: false), Self.wishes,
      ] + Submissions.headings
    ) { row in
      let who = row.isBlank("id") ? row.text("name") : row.text("id")
      whose.rows += 1
      whose.own += (try? people.found(who)) != nil ? 1 : 0
      whose.strange += (try? strangers.found(who)) != nil ? 1 : 0
      guard
        let id = row.person("id", name: "name", unit: "institution", in: people)
      else { return }
      guard let person = index[id] else { return row.fault(.pairingPersonUnknown, at: "id") }
      var isFirst = !listed.contains(person)
      switch submissions.judge(row, of: person) {
      case .twice: return row.fault(.pairingWishRowTwice, at: "id")
      case .first: break
      case .replaces(let earlier):
        isFirst = false
        row.noteSubmission(of: id, left: earlier)
      case .replaced:
        return row.noteSubmission(of: id, left: nil)
      }
      row.stand(for: "wishes", of: Place(list), entry: person, isFirst: isFirst)
      found.append((person, Submissions.tiers(&row, in: others)))
      hasWishes = hasWishes || row.hasColumns("wishes", "ranking")
    }
    // Lists with the same columns: only whose rows they are tells one from the other.
    if whose.own == 0, whose.strange * 2 > whose.rows {
      reader.mistake(sheet, for: otherSheet, .pairingWishesOfOthers, since: firstFault)
      reader.lose(names)
    } else if !found.isEmpty, !hasWishes {
      reader.fault(.columnMissing, at: sheet, value: "第1志愿")
    }
    return found
  }

  /// Whom and what a talent may wish for: mentors and their projects.
  var choiceIndex: NameIndex {
    NameIndex(
      draft.mentors.enumerated().map {
        entry($1.id, $1.name, $1.institution, Place("mentors")[$0])
      }
        + draft.projects.enumerated().map {
          NameIndex.Entry(
            id: $1.id, name: $1.title, unit: "", unitName: "",
            place: Place("projects")[$0].appending("id"))
        })
  }
}
