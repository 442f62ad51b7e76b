internal import Alliance
internal import Diagnostics
public import DutyRostering

extension RosteringWorkbook {
  /// The sheets of a draft with Chinese headings; reading them gives the draft back.
  public static func workbook(of draft: RosteringDraft, named name: String = "轮值") -> Workbook {
    let rotation = draft.rotation
    func sheet(_ title: String, _ headings: [String], _ rows: [[String]]) -> Sheet {
      Sheet(file: name, name: title, rows: [headings] + rows)
    }
    func yesNo(_ value: Bool) -> String { value ? "是" : "否" }
    func cells(_ title: String, _ cells: [CellDraft]) -> Sheet {
      sheet(
        title, ["期次", "机构", "单位编号", "工号"],
        cells.map { [$0.term ?? "", $0.body?.title.zh ?? "", $0.unit ?? "", $0.person ?? ""] })
    }
    let settings = rotation.settings
    let sheets = [
      sheet(
        "设置", ["项目", "值"],
        [
          ["标题", draft.title], ["挂靠单位参与", yesNo(settings.hostTakesPart)],
          ["所需角色", settings.requiredRole], ["最小间隔", "\(settings.leastGap)"],
          ["席位人数下限", "\(settings.fewestPlaces)"], ["席位人数上限", "\(settings.mostPlaces)"],
          ["允许空缺", yesNo(settings.mayLeaveOpen)],
        ]),
      sheet(
        "期次", ["期次", "开始", "结束"],
        draft.terms.map { [$0.label, $0.start ?? "", $0.end ?? ""] }),
      sheet(
        "单位", ["单位编号", "单位名称", "类别", "应轮比例", "参与轮值", "挂靠单位"],
        draft.units.map {
          [
            $0.id, $0.name, $0.tier.title.zh, "\($0.weight)", yesNo($0.takesPart), yesNo($0.isHost),
          ]
        }),
      sheet(
        "人员", ["工号", "姓名", "单位编号", "角色", "例外批准", "已轮次数"],
        draft.people.map {
          [$0.staffNumber, $0.name, $0.unit, $0.role, $0.exception ?? "", "\($0.served)"]
        }),
      sheet(
        "席位", ["期次", "机构", "类别", "人数"],
        rotation.demand.map {
          [$0.term, $0.seat.body.title.zh, $0.seat.tier.title.zh, "\($0.places)"]
        }),
      sheet(
        "专项管理人员", ["工号", "姓名", "可顶席位", "最多期数"],
        rotation.posts.map {
          [
            $0.staffNumber, $0.name,
            $0.seats == Seat.all ? "全部" : $0.seats.map(\.cellText).joined(separator: "、"),
            "\($0.mostTerms)",
          ]
        }),
      sheet(
        "不可用", ["单位编号", "工号", "期次"],
        draft.leave.map { [$0.unit ?? "", $0.person ?? "", $0.term] }),
      cells("固定", rotation.pinned), cells("禁排", rotation.forbidden),
      sheet(
        "历史", ["单位编号", "已履职次数", "应轮次数", "距上次期数", "上次机构"],
        rotation.history.map {
          [
            $0.unit, "\($0.served)", "\($0.entitlement)", $0.termsSince.map { "\($0)" } ?? "",
            $0.lastBody?.title.zh ?? "",
          ]
        }),
    ]
    return Workbook(name: name, sheets: sheets)
  }

  /// A roster as a table: one row for each place of each term.
  ///
  /// - Parameters:
  ///   - roster: The roster.
  ///   - problem: Its problem.
  ///   - showsNames: Whether names are written beside staff numbers.
  /// - Returns: Rows of cells, the Chinese headings first.
  public static func table(
    of roster: Roster, in problem: RosteringProblem, showsNames: Bool = true
  ) -> [[String]] {
    var rows = [["期次", "开始", "结束", "机构", "类别", "单位编号", "单位名称", "工号", "姓名", "说明"]]
    for duty in roster.duties {
      let term = problem.terms[duty.term]
      var row = [
        term.label, term.start ?? "", term.end ?? "", duty.seat.body.title.zh,
        duty.seat.tier.title.zh,
      ]
      if let u = duty.unit, let p = duty.person {
        let (unit, person) = (problem.units[u], problem.people[p])
        var remark = ""
        if case .exception(let note) = person.standing { remark = "例外：\(note)" }
        row += [unit.id, unit.name, person.staffNumber, showsNames ? person.name : "", remark]
      } else if let f = duty.post {
        let post = problem.posts[f]
        row += ["", "", post.staffNumber, showsNames ? post.name : "", "专项管理人员"]
      } else {
        row += ["", "", "", "", "空缺"]
      }
      rows.append(row)
    }
    return rows
  }
}
