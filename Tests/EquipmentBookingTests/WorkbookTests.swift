import Diagnostics
import EquipmentBooking
import Foundation
import Interchange
import SampleData
import Testing

/// The demo workbook of the repository that these tests were built from.
private let demoFolder = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "Datasets/changning/设备").path

@Suite struct WorkbookTests {
  private func reading(of workbook: Workbook) -> Reading<Workbook> {
    Reading(value: workbook, provenance: Provenance(), faults: Faults(), notes: [])
  }

  @Test(arguments: UInt64(0)..<30)
  func `a round written as a workbook reads back the same`(seed: UInt64) throws {
    let draft = tinyRound(seed: seed)
    let read = BookingWorkbook.read(reading(of: BookingWorkbook.workbook(of: draft)))
    #expect(read.faults.isEmpty)
    #expect(read.value == draft)
  }

  @Test(arguments: UInt64(0)..<10)
  func `requests that may be split read back the same, and so do their parts`(seed: UInt64) throws {
    for draft in [splitRound(seed: seed), splitRound(seed: seed).withParts()] {
      let read = BookingWorkbook.read(reading(of: BookingWorkbook.workbook(of: draft)))
      #expect(read.faults.isEmpty)
      #expect(read.value == draft)
    }
  }

  @Test func `a template offers every sheet and column that a round can have`() throws {
    var draft = tinyRound(seed: 1)
    for seed in UInt64(2)..<40 {
      let other = tinyRound(seed: seed)
      draft.requests += other.requests + splitRound(seed: seed).requests
      draft.devices += other.devices
      draft.series += other.series
      draft.fairShares += other.fairShares
      draft.quotas += other.quotas
      draft.deviceWindows = (draft.deviceWindows ?? []) + (other.deviceWindows ?? [])
    }
    let plans = Template.sheets(for: .book)
    // Columns beyond the second window are numbered on; the parts of a request are written by Allot.
    let beyond = Set((3...9).flatMap { ["最早\($0)", "最晚\($0)"] })
    var columnCount = 0
    for sheet in BookingWorkbook.workbook(of: draft).sheets {
      let plan = try #require(plans.first { $0.name.zh == sheet.name }, "\(sheet.name ?? "")")
      let written = sheet.rows[0].filter { !beyond.contains($0) }
      #expect(written.filter { !plan.columns.map(\.heading.zh).contains($0) } == [])
      columnCount += written.count
    }
    #expect(columnCount > 60)
  }

  @Test func `a fair share names its institution by key or by name`() throws {
    var draft = tinyRound(seed: 1)
    draft.fairShares = [
      .init(institution: draft.institutions[0].id, minutes: 60, pointsPerSlot: 2)
    ]
    var workbook = BookingWorkbook.workbook(of: draft)
    let s = try #require(workbook.sheets.firstIndex { $0.name == "公平份额" })
    var sheets = workbook.sheets
    var rows = sheets[s].rows
    rows[1][0] = draft.institutions[0].name
    sheets[s] = Sheet(file: sheets[s].file, name: sheets[s].name, rows: rows)
    workbook = Workbook(name: workbook.name, sheets: sheets)
    let read = BookingWorkbook.read(reading(of: workbook))
    #expect(read.faults.isEmpty)
    #expect(read.value == draft)
  }

  @Test func `a split that cannot be is told at its cell`() throws {
    var draft = splitRound(seed: 1)
    draft.requests[2].split = .init(leastMinutes: 100)
    let workbook = BookingWorkbook.workbook(of: draft)
    let read = BookingWorkbook.read(reading(of: workbook))
    let sheet = try #require(workbook.sheets.first { $0.name == "预约申请" })
    let column = try #require(sheet.rows[0].firstIndex(of: "可拆分每段至少分钟"))
    let report = BookingProblem.faults(in: read.value).report(
      in: .zh, provenance: read.provenance)
    #expect(report.contains("\(SourceCell.columnLetters(column))4"), "\(report)")
    #expect(report.contains("B136"))
  }

  @Test func `parts without their least length are asked for it, once`() throws {
    let workbook = BookingWorkbook.workbook(of: splitRound(seed: 1))
    let s = try #require(workbook.sheets.firstIndex { $0.name == "预约申请" })
    var rows = workbook.sheets[s].rows
    let least = try #require(rows[0].firstIndex(of: "可拆分每段至少分钟"))
    let most = try #require(rows[0].firstIndex(of: "至多段数"))
    for row in rows.indices.dropFirst() {
      rows[row] += Array(repeating: "", count: max(0, rows[0].count - rows[row].count))
      (rows[row][least], rows[row][most]) = ("", "")
    }
    rows[2][most] = "3"
    var sheets = workbook.sheets
    sheets[s] = Sheet(file: workbook.name, name: "预约申请", rows: rows)
    let read = BookingWorkbook.read(reading(of: Workbook(name: workbook.name, sheets: sheets)))
    let faults = read.faults(with: BookingProblem.faults(in: read.value)).list
    #expect(faults.map(\.rule.code) == ["B139"])
    let cell = faults.first.flatMap { read.provenance.cell(for: $0.place)?.cell }
    #expect(cell == "\(SourceCell.columnLetters(least))3")
    #expect(faults.first?.value == "3")
  }

  @Test func `the demo workbook is what the generator makes`() throws {
    let read = BookingWorkbook.read(try WorkbookFolder.read(demoFolder))
    #expect(read.faults.isEmpty)
    #expect(read.value == BookingSample().draft())
  }

  @Test func `planted faults are found in one pass, each at its cell`() throws {
    var sheets = BookingWorkbook.workbook(of: BookingSample().draft()).sheets
    func plant(_ sheet: String, _ row: Int, _ heading: String, _ text: String) throws -> String {
      let s = try #require(sheets.firstIndex { $0.name == sheet })
      var rows = sheets[s].rows
      let column = try #require(rows[0].firstIndex(of: heading))
      rows[row][column] = text
      sheets[s] = Sheet(file: "设备", name: sheet, rows: rows)
      return "设备!\(sheet)!\(SourceCell.columnLetters(column))\(row + 1)"
    }
    let cells = [
      try plant("设备", 2, "所属单位", "H99"), try plant("设备", 3, "台数", "0"),
      try plant("开放", 1, "星期", "星期八"), try plant("停机", 1, "设备编号", "D99"),
      try plant("操作员", 1, "人数", "-1"), try plant("预约申请", 1, "时长", "45"),
      try plant("预约申请", 2, "优先级", "9"), try plant("预约申请", 3, "设备或类别", "电子显微镜"),
      try plant("限额", 1, "周期", "每月"), try plant("固定", 1, "申请号", "R999"),
    ]
    let read = BookingWorkbook.read(reading(of: Workbook(name: "设备", sheets: sheets)))
    var faults = read.faults
    faults.append(BookingProblem.faults(in: read.value))
    for language in Language.allCases {
      let report = faults.report(in: language, provenance: read.provenance)
      for cell in cells { #expect(report.contains(cell), "\(cell) in \(report)") }
    }
  }

  @Test func `weekdays are read as people write them`() throws {
    for text in ["1-5", "周一至周五", "星期一到星期五", "一、二、三、四、五"] {
      let rows = [["设备编号", "星期", "起", "止"], ["D", text, "8:00", "12:00"]]
      let workbook = Workbook(name: "w", sheets: [Sheet(file: "w", name: "开放", rows: rows)])
      let draft = BookingWorkbook.read(reading(of: workbook)).value
      #expect(draft.openings.map(\.weekday) == [1, 2, 3, 4, 5], "\(text)")
    }
  }
}
