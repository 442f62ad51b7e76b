internal import Alliance
internal import Diagnostics
public import EquipmentBooking

extension TimetableSheets {
  /// Reads the bookings of a timetable that was written by
  /// ``workbook(of:in:language:)`` and then edited by hand. Only device, request and the beginning of the use
  /// count, while dates and ends must agree with them; a row that is gone is a booking given up, and a new row one that is made.
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
        Heading("device", "设备编号"), Heading("use", "使用时间", "使用时间起", "开始", "use from"),
        Heading("end", "使用时间止", "结束", "use to", isRequired: false),
        Heading("request", "申请号"), Heading("date", "日期", isRequired: false),
      ]
    ) { row in
      // What stands below the bookings of a printed sheet, such as a line to sign.
      if row.isBlank("use") && row.isBlank("request") { return }
      let span = row.required("use", .momentOrSpan)
      let begin = span?.from
      let end = row.optional("end", .end) ?? span?.to
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
      // A timetable cannot change the length of a request.
      guard let end, end.minutes(since: begin) != problem.minutes(of: booking) else { return }
      let use = problem.grid.text(of: problem.use(of: booking))
      let key = row.isBlank("end") ? "use" : "end"
      row.fault(.otherLength, at: key, value: "\(row.text(key)) ≠ \(use)")
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
}

extension BookingProblem {
  /// How long a booking uses its device.
  fileprivate func minutes(of booking: Booking) -> Int { use(of: booking).count * grid.slotMinutes }
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
