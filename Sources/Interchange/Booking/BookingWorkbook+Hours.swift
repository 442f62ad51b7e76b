internal import Alliance
internal import Diagnostics
internal import EquipmentBooking

/// The sheets of hours: 开放, 停机, 操作员.
extension BookingSheets {
  /// Reads the weekly hours; there may be none beside dated ones, which are read before.
  mutating func readOpenings() {
    var found: [BookingDraft.Opening] = []
    reader.readSheet(
      "开放", "openings", at: Place("rows").appending("openings"),
      mayBeEmpty: !draft.extraOpenings.isEmpty,
      headings: [
        Heading("device", "设备编号"), Heading("weekday", "星期"), Heading("from", "起", "开始"),
        Heading("to", "止", "结束"),
      ]
    ) { row in
      let device = row.required("device", .identifier) ?? ""
      let days = row.required("weekday", .weekdays) ?? []
      let (from, to) = (row.required("from", .minute), row.required("to", .minute))
      guard let from, let to else { return }
      for day in days {
        // One row of the sheet may stand for several entries of the draft.
        let place = Place("openings")[found.count]
        for key in ["device", "weekday", "from", "to"] {
          row.record(key, for: place.appending(key))
        }
        row.record("device", for: place)
        found.append(.init(device: device, weekday: day, from: from, to: to))
      }
    }
    draft.openings = found
  }

  mutating func readClosures() {
    let sheets = self
    var lists: [String: [BookingDraft.DeviceSpan]] = [:]
    reader.readSheet(
      "停机", "closures", at: Place("rows").appending("closures"), isRequired: false,
      headings: [
        Heading("device", "设备编号", "设备"), Heading("from", "起", "开始"),
        Heading("to", "止", "结束"), Heading("kind", "类型", isRequired: false),
      ]
    ) { row in
      let kind = row.value(
        "kind",
        .choice(
          .notClosureKind,
          [
            ("maintenance", ["停机", "维护", "检修", "maintenance"]),
            ("extraOpenings", ["加开", "extra"]), ("reserves", ["自用", "预留", "owner"]),
          ]),
        ifBlank: "maintenance")
      let device = row.required("device", .identifier) ?? ""
      // 2026-12-01 9:00～12:00 may stand in the first cell alone.
      let span = row.required("from", .momentOrSpan)
      let to =
        span?.to != nil && row.isBlank("to") ? span?.to : row.required("to", .end)
      guard let from = span?.from, let to else { return }
      let place = Place(kind)[lists[kind, default: []].count]
      for key in ["device", "from", "to"] { row.record(key, for: place.appending(key)) }
      row.record("from", for: place)
      let entry = BookingDraft.DeviceSpan(
        device: device, span: .init(from: sheets.minutes(from), to: sheets.minutes(to)))
      lists[kind, default: []].append(entry)
    }
    draft.maintenance = lists["maintenance"] ?? []
    draft.extraOpenings = lists["extraOpenings"] ?? []
    draft.reserves = lists["reserves"]
  }

  mutating func readOperators() {
    let sheets = self
    var weekly: [BookingDraft.Shift] = []
    var dated: [BookingDraft.DatedShift] = []
    reader.readSheet(
      "操作员", "operators", at: Place("rows").appending("operators"), isRequired: false,
      headings: [
        Heading("pool", "操作员组", "组"), Heading("weekday", "星期", isRequired: false),
        Heading("from", "起", "开始"), Heading("to", "止", "结束"), Heading("count", "人数"),
      ]
    ) { row in
      let pool = row.required("pool", .text) ?? ""
      let count = row.required("count", .integer()) ?? 0
      if row.isBlank("weekday") {
        let (from, to) = (row.required("from", .moment), row.required("to", .moment))
        guard let from, let to else { return }
        let place = Place("datedShifts")[dated.count]
        for key in ["pool", "from", "to", "count"] { row.record(key, for: place.appending(key)) }
        row.record("from", for: place)
        dated.append(
          .init(
            pool: pool, span: .init(from: sheets.minutes(from), to: sheets.minutes(to)),
            count: count))
        return
      }
      let days = row.required("weekday", .weekdays) ?? []
      let (from, to) = (row.required("from", .minute), row.required("to", .minute))
      guard let from, let to else { return }
      for day in days {
        let place = Place("shifts")[weekly.count]
        for key in ["pool", "weekday", "from", "to", "count"] {
          row.record(key, for: place.appending(key))
        }
        row.record("pool", for: place)
        weekly.append(.init(pool: pool, weekday: day, from: from, to: to, count: count))
      }
    }
    draft.shifts = weekly
    draft.datedShifts = dated
  }
}
