internal import Alliance
internal import Diagnostics
public import MentorMatching

extension PairingWorkbook {
  /// The sheets of a round, with Chinese headings; ``read(_:)`` reads them back.
  ///
  /// - Parameter draft: The round.
  /// - Returns: A workbook without files.
  public static func workbook(of draft: PairingDraft) -> Workbook {
    let title = draft.title.isEmpty ? "导师结对" : draft.title
    func sheet(_ name: String, _ headings: [String], _ rows: [[String]]) -> Sheet {
      Sheet(file: title, name: name, rows: [headings] + rows)
    }
    var sheets = [
      sheet(
        "单位", ["单位编号", "单位名称", "类别"],
        draft.institutions.map { [$0.id, $0.name, $0.tier.title.zh] }),
      sheet(
        "导师", ["工号", "姓名", "单位编号", "研究方向", "可带人数下限", "可带人数上限", "目标人数"],
        draft.mentors.map {
          [
            $0.id, $0.name, $0.institution, $0.fields.joined(separator: "、"),
            String($0.lowerCapacity), String($0.capacity), $0.target.map(String.init) ?? "",
          ]
        }),
      sheet(
        "人才", ["工号", "姓名", "单位编号", "研究方向", "上轮未结对"],
        draft.talents.map {
          [
            $0.id, $0.name, $0.institution, $0.fields.joined(separator: "、"),
            $0.waited ? "是" : "",
          ]
        }),
      sheet(
        "项目", ["项目编号", "项目名称", "导师工号", "名额", "名额下限"],
        draft.projects.map {
          [
            $0.id, $0.title, $0.mentor, $0.places.map(String.init) ?? "",
            $0.lowerPlaces == 0 ? "" : String($0.lowerPlaces),
          ]
        }),
      wishes("导师志愿", title, draft.mentors.map { ($0.id, $0.wishes) }),
      wishes("人才志愿", title, draft.talents.map { ($0.id, $0.wishes) }),
      sheet("回避", ["工号A", "工号B"], draft.recusals.map { [$0.first, $0.second] }),
      sheet(
        "在带", ["导师工号", "人才工号", "项目编号", "类型"],
        draft.kept.map {
          [$0.mentor, $0.talent, $0.project ?? "", $0.kind == .running ? "在带" : "指定"]
        }),
    ]
    let settings =
      (draft.firstDay.map { [["起始日", $0]] } ?? [])
      + (draft.listsFromScores ? [["按评分排志愿", "是"]] : [])
    if !settings.isEmpty { sheets.insert(sheet("设置", ["项目", "值"], settings), at: 0) }
    if !draft.scores.isEmpty {
      sheets.append(
        sheet(
          "评分", ["导师工号", "人才工号", "评分"],
          draft.scores.map { [$0.mentor, $0.talent, String($0.points)] }))
    }
    if !draft.quotas.isEmpty {
      sheets.append(
        sheet(
          "配额", ["导师范围", "人才范围", "下限", "上限"],
          draft.quotas.map {
            [
              $0.mentors.text, $0.talents.text, $0.lower == 0 ? "" : String($0.lower),
              $0.upper.map(String.init) ?? "",
            ]
          }))
    }
    return Workbook(name: title, sheets: sheets)
  }

  private static func wishes(
    _ name: String, _ title: String, _ lists: [(id: String, tiers: WishList)]
  ) -> Sheet {
    let longest = lists.reduce(1) { max($0, $1.tiers.count) }
    let rows = lists.map { list in
      let tiers = Array(list.tiers)
      // A blank cell for each gap and behind the last wish, so that the columns stay aligned.
      return [list.id]
        + (0..<longest).map { k in
          k < tiers.count ? tiers[k].joined(separator: "、") : ""
        }
    }
    return Sheet(
      file: title, name: name, rows: [["工号"] + (1...longest).map { "第\($0)志愿" }] + rows)
  }
}

extension PairingDraft.Quota.Scope {
  /// The cell that names the scope; blank for everybody.
  var text: String {
    switch self {
    case .everybody: ""
    case .institution(let id): id
    case .tier(let tier): tier.title.zh
    case .person(let id): id
    }
  }
}
