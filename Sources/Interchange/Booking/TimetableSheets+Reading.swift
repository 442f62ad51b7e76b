internal import Alliance
internal import Diagnostics
public import EquipmentBooking

extension TimetableSheets {
  /// Reads the bookings of a timetable that was written by
  /// ``workbook(of:in:language:)`` and then edited by hand. Only device, beginning of the use and request
  /// are read; a row that is gone is a booking given up, and a new row one that is made.
  ///
  /// - Parameters:
  ///   - workbook: The sheet 排程 (Timetable); other sheets are passed over.
  ///   - problem: The round that the timetable is for.
  /// - Returns: The bookings, with a fault for each row that names nothing of the round.
  public static func read(
    _ workbook: Reading<Workbook>, in problem: BookingProblem
  ) -> Reading<Timetable> {
    // A single file of any name is the timetable itself.
    let only = workbook.value.sheets.count == 1 ? workbook.value.sheets.first?.name : nil
    let names = ["排程", "Timetable"] + [only].compactMap(\.self)
    var reader = TableReader(
      workbook.map { book in
        let sheets = book.sheets.filter { sheet in names.contains { $0 == sheet.name } }
        return Workbook(name: book.name, sheets: sheets.isEmpty ? book.sheets : sheets)
      })
    let requests = NameIndex(
      problem.requests.enumerated().map {
        .init(id: $1.id, name: "", place: Place("requests")[$0])
      })
    let devices = NameIndex(
      problem.devices.enumerated().map {
        .init(id: $1.id, name: $1.name, place: Place("devices")[$0])
      })
    var requestIndex: [String: Int] = [:]
    for (r, request) in problem.requests.enumerated() { requestIndex[request.id] = r }
    var deviceIndex: [String: Int] = [:]
    for (d, device) in problem.devices.enumerated() { deviceIndex[device.id] = d }
    var bookings: [Booking] = []
    let grid = problem.grid
    reader.readSheet(
      named: names, at: Place("bookings"),
      headings: [
        Heading("device", "设备编号"), Heading("use", "使用时间", "开始"), Heading("request", "申请号"),
        Heading("date", "日期", isRequired: false),
      ]
    ) { row in
      // What stands below the bookings of a printed sheet, such as a line to sign.
      if row.isBlank("use") && row.isBlank("request") { return }
      let begin = row.required("use", .beginning)
      let request = known("request", among: requests, requestIndex, in: &row)
      let device = known("device", among: devices, deviceIndex, in: &row)
      let date = row.optional("date", .day)
      guard let begin, let request, let device else { return }
      // The sheet says the day twice: who changes one of them has changed nothing or both.
      guard date == nil || date == begin.day else { return row.fault(.twoDates, at: "date") }
      let minutes = (begin.day - grid.firstDay) * TimeGrid.minutesPerDay + begin.minute
      guard minutes % grid.slotMinutes == 0 else { return row.fault(.offSlots, at: "use") }
      let booking = Booking(
        request: request, device: device, start: minutes / grid.slotMinutes)
      bookings.append(booking)
      checkLength(of: booking, in: problem, &row)
    }
    return reader.reading(Timetable(bookings: bookings))
  }

  /// The index of what a cell names; a key that the round does not have is a fault.
  private static func known(
    _ key: String, among names: NameIndex, _ index: [String: Int], in row: inout TableRow
  ) -> Int? {
    guard let id = row.named(key, in: names) else { return nil }
    if index[id] == nil { row.fault(.strangeBooking, at: key, value: id) }
    return index[id]
  }

  /// Refuses an end that is not the one of the request's length, which a timetable cannot change.
  private static func checkLength(
    of booking: Booking, in problem: BookingProblem, _ row: inout TableRow
  ) {
    let text = row.text("use")
    guard let cut = spanMark(in: text) else { return }
    let tail = text[text.index(after: cut)...].split(separator: " ").last.map(String.init)
    let use = problem.use(of: booking)
    let end = problem.grid.clockText(ofSlot: use.upperBound, asEnd: true)
    guard tail.flatMap(DayNotation.minute) != DayNotation.minute(end) else { return }
    row.fault(.otherLength, at: "use", value: "\(text) ≠ \(problem.grid.text(of: use))")
  }

  /// The mark between beginning and end of a span: a dash, or a hyphen behind a time of day.
  fileprivate static func spanMark(in text: String) -> String.Index? {
    if let dash = text.firstIndex(where: { "–—~～〜至到".contains($0) }) { return dash }
    guard let clock = text.firstIndex(where: { ":：".contains($0) }) else { return nil }
    return text[clock...].firstIndex { "-−－".contains($0) }
  }
}

extension FaultRule {
  static let strangeBooking = FaultRule(
    "B198", text: Bilingual(zh: "本轮没有这一编号", en: "the round has nothing of this name"),
    hint: Bilingual(
      zh: "核对申请号与设备编号；新的申请须先写进数据再排程",
      en: "check the request and the device; a new request goes into the data first"))
  static let otherLength = FaultRule(
    "B196", text: Bilingual(zh: "止点与申请的时长不符", en: "the end is not that of the request's length"),
    hint: Bilingual(
      zh: "时长以申请为准：只写开始时间，或照右边改止点",
      en: "the length is the request's: write the beginning alone, or the end on the right"))
  static let twoDates = FaultRule(
    "B197", text: Bilingual(zh: "日期与使用时间里的日期不一致", en: "the date is not that of the use"),
    hint: Bilingual(zh: "两处都改，或删去日期一列", en: "change both, or delete the column of dates"))
  static let offSlots = FaultRule(
    "B199", text: Bilingual(zh: "开始时间不在时段上", en: "a beginning is not that of a slot"),
    hint: Bilingual(zh: "按时段取整，例如 9:00、9:30", en: "round it to slots, such as 9:00 or 9:30"))
}

extension CellFormat where Value == Moment {
  /// The beginning of a span such as `2026-12-01 09:00–11:00`, or a moment.
  static let beginning = CellFormat { text throws(CellFault) in
    try CellFormat<MomentOrSpan>.momentOrSpan.read(text).from
  }
}

/// A moment, or the first and the last of a span in one cell.
struct MomentOrSpan: Sendable {
  let from: Moment
  let to: Moment?
}

extension CellFormat where Value == MomentOrSpan {
  /// `2026-12-01 09:00`, `2026-12-01 09:00～11:00` or `2026-12-01 09:00至2026-12-02 11:00`.
  static let momentOrSpan = CellFormat { text throws(CellFault) in
    guard let mark = TimetableSheets.spanMark(in: text) else {
      return MomentOrSpan(from: try CellFormat<Moment>.moment.read(text), to: nil)
    }
    let from = try CellFormat<Moment>.moment.read(String(text[..<mark]))
    let tail = String(text[text.index(after: mark)...])
    if let minute = DayNotation.minute(tail) {
      return MomentOrSpan(from: from, to: Moment(from.day, minute: minute))
    }
    return MomentOrSpan(from: from, to: try CellFormat<Moment>.end.read(tail))
  }
}

extension CellFormat where Value == Moment {
  /// The end of a span: a date without a time is the end of that day, which is what people mean by a last day.
  static let end = CellFormat { text throws(CellFault) in
    if !text.contains(where: { ":：".contains($0) }), let day = DayNotation.day(text) {
      return Moment(day, minute: TimeWindow.minutesPerDay)
    }
    return try CellFormat<Moment>.moment.read(text)
  }
}
