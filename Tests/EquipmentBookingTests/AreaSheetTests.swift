import Diagnostics
import EquipmentBooking
import Interchange
import SampleData
import Testing

private func reading(of workbook: Workbook) -> Reading<Workbook> {
  Reading(value: workbook, provenance: Provenance(), faults: Faults(), notes: [])
}

/// A sheet with one cell changed, by the heading of its column.
private func edited(
  _ workbook: Workbook, _ name: String, row: Int, _ heading: String, _ text: String
) throws -> Workbook {
  var sheets = workbook.sheets
  let s = try #require(sheets.firstIndex { $0.name == name })
  var rows = sheets[s].rows
  let column = try #require(rows[0].firstIndex(of: heading))
  rows[row][column] = text
  sheets[s] = Sheet(file: workbook.name, name: name, rows: rows)
  return Workbook(name: workbook.name, sheets: sheets)
}

@Suite struct AreaSheetTests {
  private func headings(_ draft: BookingDraft, of name: String) throws -> [String] {
    try #require(BookingWorkbook.workbook(of: draft).sheets.first { $0.name == name }).rows[0]
  }

  @Test func `columns of areas and posts are written where a device has one, and read back`() throws
  {
    var draft = BookingSample(deviceCount: 5, requestCount: 9, dayCount: 7).draft()
    draft.requests[0].choices = [
      .init(target: "流式细胞仪@东片", bonus: 5), .init(target: "流式细胞仪"),
    ]
    draft.pins = []
    #expect(try headings(draft, of: "设备").contains("片区"))
    #expect(try headings(draft, of: "设备").contains("管理岗位"))
    let read = BookingWorkbook.read(reading(of: BookingWorkbook.workbook(of: draft)))
    #expect(read.faults.isEmpty)
    #expect(read.value == draft)
    for d in draft.devices.indices {
      (draft.devices[d].area, draft.devices[d].custodianPost) = (nil, nil)
    }
    #expect(try !headings(draft, of: "设备").contains("片区"))
    #expect(try !headings(draft, of: "设备").contains("管理岗位"))
  }

  @Test(arguments: [
    ("流式细胞仪@东片+5", "流式细胞仪@东片", 5), ("流式细胞仪 ＠ 东片＋５", "流式细胞仪@东片", 5),
    ("流式细胞仪＠东片", "流式细胞仪@东片", 0), ("Ｄ０１+3", "D01", 3),
    ("骨密度仪（移动）@东片（临时）+2", "骨密度仪（移动）@东片（临时）", 2),
    ("骨密度仪（移动）+2", "骨密度仪（移动）", 2), ("a@b", "a@b", 0), ("a ＠ b", "a ＠ b", 0),
  ])
  func `a class in an area is read as people write it`(
    text: String, target: String, bonus: Int
  ) throws {
    var draft = BookingSample(deviceCount: 5, requestCount: 3, dayCount: 7).draft()
    draft.devices[3].deviceClass = "骨密度仪（移动）"
    draft.devices[3].area = "东片（临时）"
    // A class that is called so keeps its name.
    draft.devices[4].deviceClass = text == "a@b" ? "a@b" : "a ＠ b"
    let workbook = try edited(
      BookingWorkbook.workbook(of: draft), "预约申请", row: 1, "设备或类别", text)
    let read = BookingWorkbook.read(reading(of: workbook))
    #expect(read.faults.isEmpty)
    #expect(read.value.requests[0].choices == [.init(target: target, bonus: bonus)])
  }

  @Test func `what is wrong with areas and posts is told at its cell`() throws {
    var draft = BookingSample(deviceCount: 5, requestCount: 9, dayCount: 7).draft()
    draft.pins = []
    var workbook = BookingWorkbook.workbook(of: draft)
    workbook = try edited(workbook, "设备", row: 2, "片区", "东＠片")
    workbook = try edited(workbook, "设备", row: 3, "管理岗位", "000702")
    workbook = try edited(workbook, "预约申请", row: 4, "设备或类别", "流式细胞仪@南片+5")
    let read = BookingWorkbook.read(reading(of: workbook))
    let faults = read.faults(with: BookingProblem.faults(in: read.value)).list
    let told = faults.map { fault in
      let cell = read.provenance.cell(for: fault.place)
      return "\(fault.rule.code) \(cell?.sheet ?? "")!\(cell?.cell ?? "")"
    }
    #expect(told == ["B115 设备!E3", "B117 设备!J4", "B105 预约申请!E5"])
    #expect(faults.last?.rule.hint.zh.hasPrefix("可用：流式细胞仪@东片；") == true)
  }

  @Test func `the benchmark format says in which area a device stands`() throws {
    let text = """
      {"name": "b", "slot_minutes": 30, "days": 1, "institutions": [
        {"id": 0, "name": "i", "target_slots": 0, "short_penalty": 0}],
       "classes": [{"id": 0, "name": "c"}],
       "devices": [
        {"id": 0, "class": 0, "institution": 0, "area": 3, "open": [[16, 34]], "maintenance": []},
        {"id": 1, "class": 0, "institution": 0, "open": [[16, 34]], "maintenance": []}],
       "pools": [], "requests": [], "series": [], "quotas": []}
      """
    let draft = try Booking1File(parsing: text).draft
    #expect(draft.devices.map(\.area) == ["a3", nil])
    #expect(BookingProblem.faults(in: draft).isEmpty)
  }

  @Test(arguments: Language.allCases)
  func `the sheet of what is shared has areas where there are any, posts and no staff numbers`(
    language: Language
  ) throws {
    var draft = BookingSample(deviceCount: 5, requestCount: 3, dayCount: 7).draft()
    draft.devices[0].custodianPost = nil
    let (area, post) = language == .zh ? ("片区", "管理岗位") : ("area", "custodian post")
    func rows() throws -> [[String]] {
      let problem = try BookingProblem(validating: draft)
      return BookingWorkbook.catalogue(of: problem, language: language).sheets[0].rows
    }
    let all = try rows()
    let column = try #require(all[0].firstIndex(of: area))
    #expect(all.dropFirst().map { $0[column] } == ["东片", "中片", "西片", "东片", "中片"])
    let posts = try #require(all[0].firstIndex(of: post))
    #expect(
      all.dropFirst().map { $0[posts] } == [
        "", "病理科设备管理岗", "中心实验室设备管理岗", "影像科设备管理岗", "康复科设备管理岗",
      ])
    #expect(all.allSatisfy { $0.count == 13 })
    for device in draft.devices {
      #expect(!all.joined().contains { $0.contains(device.custodian) })
    }
    for d in draft.devices.indices { draft.devices[d].area = nil }
    #expect(try rows()[0] == all[0].filter { $0 != area })
  }
}
