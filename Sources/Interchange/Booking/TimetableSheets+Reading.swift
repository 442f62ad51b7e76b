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
      ]
    ) { row in
      // What stands below the bookings of a printed sheet, such as a line to sign.
      if row.isBlank("use") && row.isBlank("request") { return }
      let begin = row.required("use", .beginning)
      let request = row.named("request", in: requests).flatMap { requestIndex[$0] }
      let device = row.named("device", in: devices).flatMap { deviceIndex[$0] }
      guard let begin, let request, let device else { return }
      let minutes = (begin.day - grid.firstDay) * TimeGrid.minutesPerDay + begin.minute
      guard minutes % grid.slotMinutes == 0 else { return row.fault(.offSlots, at: "use") }
      bookings.append(
        Booking(request: request, device: device, start: minutes / grid.slotMinutes))
    }
    return reader.reading(Timetable(bookings: bookings))
  }
}

extension FaultRule {
  static let offSlots = FaultRule(
    "B199", text: Bilingual(zh: "开始时间不在时段上", en: "a beginning is not that of a slot"),
    hint: Bilingual(zh: "按时段取整，例如 9:00、9:30", en: "round it to slots, such as 9:00 or 9:30"))
}

extension CellFormat where Value == Moment {
  /// The beginning of a span such as `2026-12-01 09:00–11:00`, or a moment.
  static let beginning = CellFormat { text throws(CellFault) in
    let head = text.split { "–—~～".contains($0) }.first.map(String.init) ?? text
    return try CellFormat<Moment>.moment.read(head)
  }
}
