import Diagnostics
import EquipmentBooking
import Foundation
import Reporting
import SampleData
import Testing

/// Three devices of the sample, the first without a post and the second without an area.
private func sharedRound() -> BookingDraft {
  var draft = BookingSample(deviceCount: 3, requestCount: 2, dayCount: 7, pinCount: 0).draft()
  (draft.devices[0].custodianPost, draft.devices[1].area) = (nil, nil)
  return draft
}

/// The cells of the table's row that begins with a device.
private func cells(of device: String, in page: String) throws -> [String] {
  let start = try #require(page.range(of: ">\(device) "))
  let end = try #require(page[start.upperBound...].range(of: "</tr>"))
  return page[start.upperBound..<end.lowerBound].split(separator: "<td").dropFirst().map {
    let text = $0[$0.index(after: $0.firstIndex(of: ">") ?? $0.startIndex)...]
    return text.replacing(#/<[^>]*>/#, with: "").filter { !$0.isNewline }
  }
}

@Suite struct CatalogueTests {
  @Test(arguments: hostileTexts, Language.allCases)
  func `whatever a user types, the page is made of known tags and attributes`(
    text: String, language: Language
  ) throws {
    let page = PageStructure(try bookingProblem(text).cataloguePage(in: language))
    #expect(page.imbalance == [])
    #expect(Set(page.tags.map(\.name)).subtracting(PageStructure.knownTags) == [])
    let attributes = Set(page.tags.flatMap { $0.attributes.map(\.name) })
    #expect(attributes.subtracting(PageStructure.knownAttributes) == [])
  }

  @Test(arguments: [
    (Language.zh, "片区", "管理岗位"), (.en, "Area", "Custodian&#39;s post"),
  ])
  func `the page says areas and posts, and never a staff number`(
    language: Language, area: String, post: String
  ) throws {
    let draft = sharedRound()
    let page = try BookingProblem(validating: draft).cataloguePage(in: language)
    let plain = post.replacing("&#39;", with: "'")
    #expect(page.contains(">\(area)</th>"))
    #expect(page.contains(">\(post)</th>") || page.contains(">\(plain)</th>"))
    let rows = try ["D01", "D02", "D03"].map { try cells(of: $0, in: page) }
    #expect(rows.map { $0[0] } == ["东片", "–", "西片"])
    #expect(rows.map { $0[4] } == ["–", "病理科设备管理岗", "中心实验室设备管理岗"])
    for device in draft.devices {
      #expect(!device.custodian.isEmpty && !page.contains(device.custodian))
    }
  }

  @Test(arguments: Language.allCases)
  func `without areas there is no column for them`(language: Language) throws {
    var draft = sharedRound()
    for d in draft.devices.indices { draft.devices[d].area = nil }
    let problem = try BookingProblem(validating: draft)
    #expect(!problem.catalogue.hasAreas)
    let page = problem.cataloguePage(in: language)
    #expect(!page.contains(">片区</th>") && !page.contains(">Area</th>"))
    #expect(try cells(of: "D02", in: page)[0] == "天山中医医院")
  }

  @Test(arguments: [(Language.zh, "流式细胞仪（东片）、D03"), (.en, "流式细胞仪 (东片), D03")])
  func `a request refused is shown with the area that it asked for`(
    language: Language, wish: String
  ) throws {
    var draft = sharedRound()
    draft.requests[0].choices = [.init(target: "流式细胞仪@东片", bonus: 5), .init(target: "D03")]
    let problem = try BookingProblem(validating: draft)
    let answer = BookingAnswer(
      timetable: Timetable(bookings: []), certificate: nil,
      refusals: [Refusal(request: 0, reasons: [.noStart(rules: ["windows"])], waysIn: [])])
    let page = problem.page(of: answer, proof: statement("x"), in: language)
    #expect(page.contains(wish))
  }
}
