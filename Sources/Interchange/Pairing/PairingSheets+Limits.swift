internal import Alliance
internal import Diagnostics
internal import MentorMatching

/// What bounds and weighs the pairs.
extension PairingSheets {
  mutating func readRecusals() {
    var entries: [PairingDraft.Recusal] = []
    let everyone = NameIndex(
      draft.mentors.enumerated().map {
        entry($1.id, $1.name, $1.institution, Place("mentors")[$0])
      }
        + draft.talents.enumerated().map {
          entry($1.id, $1.name, $1.institution, Place("talents")[$0])
        })
    reader.readSheet(
      "回避", "recusals", at: Place("recusals"), isRequired: false,
      headings: [
        Heading("first", "工号A", "工号1", "姓名A"), Heading("second", "工号B", "工号2", "姓名B"),
      ]
    ) { row in
      entries.append(
        PairingDraft.Recusal(
          row.named("first", in: everyone) ?? "", row.named("second", in: everyone) ?? ""))
    }
    draft.recusals = entries
  }

  mutating func readKept() {
    var entries: [PairingDraft.KeptPair] = []
    let (mentors, talents) = (mentorIndex, talentIndex)
    let kinds = CellFormat<PairingDraft.KeptPair.Kind>.choice(
      .pairingKeptKind,
      [(.running, ["在带", "续带", "running"]), (.forced, ["指定", "确定", "forced"])])
    reader.readSheet(
      "在带", "kept pairs", at: Place("kept"), isRequired: false,
      headings: [
        Heading("mentor", "导师工号", "导师"), Heading("talent", "人才工号", "人才"),
        Heading("project", "项目编号", "项目", isRequired: false),
        Heading("kind", "类型", isRequired: false),
      ]
    ) { row in
      entries.append(
        PairingDraft.KeptPair(
          mentor: row.named("mentor", in: mentors) ?? "",
          talent: row.named("talent", in: talents) ?? "",
          project: row.optional("project", .text).flatMap { $0.isEmpty ? nil : $0 },
          kind: row.value("kind", kinds, ifBlank: .running)))
    }
    draft.kept = entries
  }

  /// A scope is an institution's key, a tier, a staff number, or blank for everybody.
  mutating func readQuotas() {
    var entries: [PairingDraft.Quota] = []
    let institutions = Set(draft.institutions.map(\.id))
    func scope(_ text: String?) -> PairingDraft.Quota.Scope {
      guard let text, !text.isEmpty else { return .everybody }
      if institutions.contains(text) { return .institution(text) }
      return Tier(named: text).map { .tier($0) } ?? .person(text)
    }
    reader.readSheet(
      "配额", "quotas", at: Place("quotas"), isRequired: false,
      headings: [
        Heading("mentors", "导师范围", isRequired: false),
        Heading("talents", "人才范围", isRequired: false),
        Heading("lower", "下限", "at least", isRequired: false),
        Heading("upper", "上限", "at most", isRequired: false),
      ]
    ) { row in
      entries.append(
        PairingDraft.Quota(
          mentors: scope(row.optional("mentors", .text)),
          talents: scope(row.optional("talents", .text)),
          lower: row.value("lower", .integer(), ifBlank: 0),
          upper: row.optional("upper", .integer())))
    }
    draft.quotas = entries
  }

  mutating func readSettings() {
    var (title, listsFromScores, firstDay) = (draft.title, draft.listsFromScores, draft.firstDay)
    reader.readSheet(
      "设置", "settings", at: Place("settings"), isRequired: false,
      headings: [Heading("item", "项目", "设置项"), Heading("value", "值", "内容", "取值")]
    ) { row in
      guard let item = row.required("item", .text) else { return }
      switch Heading.normalized(item) {
      case "标题", "title": title = row.value("value", .text, ifBlank: title)
      case "按评分排志愿", "按评分排序", "rankbyscores":
        listsFromScores = row.required("value", .yesNo) ?? listsFromScores
      case "起始日", "firstday":
        firstDay = row.optional("value", .day)?.description
      default: row.fault(.pairingSettingUnknown, at: "item", value: item)
      }
    }
    (draft.title, draft.listsFromScores, draft.firstDay) = (title, listsFromScores, firstDay)
  }

  /// A round with scores and without a single wish can only mean that the scores rank.
  mutating func rankByScores() {
    let wishes = draft.mentors.map(\.wishes) + draft.talents.map(\.wishes)
    guard !draft.listsFromScores, !draft.scores.isEmpty, wishes.allSatisfy(\.namesNobody) else {
      return
    }
    draft.listsFromScores = true
    reader.note(
      Bilingual(
        zh: "没有任何志愿，按“评分”表排出双方的志愿：分高者在前，同分并列",
        en:
          "no wishes at all: both sides rank by the sheet of scores, more points first, equal ones tied"
      ))
  }

  mutating func readScores() {
    var entries: [PairingDraft.Score] = []
    let (mentors, talents) = (mentorIndex, talentIndex)
    reader.readSheet(
      "评分", "scores", at: Place("scores"), isRequired: false,
      headings: [
        Heading("mentor", "导师工号", "导师"), Heading("talent", "人才工号", "人才"),
        Heading("points", "评分", "分数"),
      ]
    ) { row in
      entries.append(
        PairingDraft.Score(
          mentor: row.named("mentor", in: mentors) ?? "",
          talent: row.named("talent", in: talents) ?? "",
          points: row.required("points", .integer()) ?? 0))
    }
    draft.scores = entries
  }
}
