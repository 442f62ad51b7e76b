import Diagnostics
import EquipmentBooking
import Foundation
import Testing

/// Ultrasound in the east (D0, D1) and the west (D2), and a scanner in the west (D3); one request.
private func areaRound(_ choices: [BookingDraft.Choice]) -> BookingDraft {
  var draft = BookingDraft(name: "areas", firstDay: "2026-11-30", dayCount: 1)
  draft.institutions = [.init(id: "A", name: "甲")]
  draft.devices = [("超声", "东片"), ("超声", "东片"), ("超声", "西片"), ("CT", "西片")].enumerated().map {
    .init(id: "D\($0)", name: "D\($0)", owner: "A", deviceClass: $1.0, area: $1.1)
  }
  draft.openings = draft.devices.map { .init(device: $0.id, weekday: 1, from: 480, to: 720) }
  draft.requests = [
    .init(
      id: "R", institution: "A", minutes: 60, windows: [.init(from: 480, to: 720)],
      choices: choices)
  ]
  return draft
}

private func bonuses(_ draft: BookingDraft) throws -> [Int: Int] {
  let choices = try BookingProblem(validating: draft).requests[0].choices
  return Dictionary(uniqueKeysWithValues: choices.map { ($0.device, $0.bonus) })
}

@Suite struct AreaTests {
  @Test func `a class in an area is its devices there and no others`() throws {
    #expect(try bonuses(areaRound([.init(target: "超声@东片", bonus: 5)])) == [0: 5, 1: 5])
    #expect(try bonuses(areaRound([.init(target: "CT@西片")])) == [3: 0])
    let problem = try BookingProblem(validating: areaRound([.init(target: "超声")]))
    #expect(problem.areas == ["东片", "西片"])
    #expect(problem.devices.map(\.area) == [0, 0, 1, 1])
    #expect(problem.requests[0].choices.map(\.device) == [0, 1, 2])
  }

  @Test func `the most precise choice decides, in whatever order they are written`() throws {
    let choices = [
      BookingDraft.Choice(target: "D1", bonus: 1), .init(target: "超声@东片", bonus: 2),
      .init(target: "超声", bonus: 3),
    ]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      #expect(try bonuses(areaRound(order.map { choices[$0] })) == [0: 2, 1: 1, 2: 3], "\(order)")
    }
  }

  @Test func `what is called exactly so is meant before a class in an area`() throws {
    var draft = areaRound([.init(target: "超声@东片", bonus: 5)])
    draft.devices[3].deviceClass = "超声@东片"
    #expect(try bonuses(draft) == [3: 5])
    #expect(try BookingProblem(validating: draft).classAndArea(of: "超声@东片") == nil)
    // A device of that name comes before a class of that name, which would be a fault of its own.
    draft = areaRound([.init(target: "超声@东片", bonus: 5)])
    draft.devices[2].id = "超声@东片"
    draft.openings[2].device = "超声@东片"
    #expect(try bonuses(draft) == [2: 5])
    // The last @ is the one before the area.
    draft = areaRound([.init(target: "超声@2@西片", bonus: 5)])
    draft.devices[3].deviceClass = "超声@2"
    #expect(try bonuses(draft) == [3: 5])
    let names = try #require(try BookingProblem(validating: draft).classAndArea(of: "超声@2@西片"))
    #expect(names == (1, 1))
  }

  private func fault(_ target: String, _ change: (inout BookingDraft) -> Void = { _ in }) throws
    -> Fault
  {
    var draft = areaRound([.init(target: "D3"), .init(target: target)])
    change(&draft)
    let list = BookingProblem.faults(in: draft).list
    #expect(list.count == 1, "\(list)")
    let fault = try #require(list.first)
    #expect(fault.rule.code == "B105" && fault.value == target)
    #expect(fault.place.path == "requests[0].choices[1].target")
    return fault
  }

  @Test func `a class in an area that no device has is told with what there is`() throws {
    // No such area, no scanner there, no such class, neither, and an area by itself.
    for (target, zh, en) in [
      ("超声@南片", "可用：超声@东片、超声@西片；", "known: 超声@东片, 超声@西片; "),
      ("CT@东片", "可用：超声@东片、CT@西片；", "known: 超声@东片, CT@西片; "),
      ("核磁@西片", "可用：超声@西片、CT@西片；", "known: 超声@西片, CT@西片; "),
      ("核磁@南片", "可用：超声@东片、超声@西片、CT@西片；", "known: 超声@东片, 超声@西片, CT@西片; "),
      ("东片", "可用：超声@东片；", "known: 超声@东片; "),
    ] {
      let hint = try fault(target).rule.hint
      #expect(hint.zh.hasPrefix(zh), "\(hint.zh)")
      #expect(hint.en.hasPrefix(en), "\(hint.en)")
    }
    let none = try fault("CT@东片") { for d in 0..<4 { $0.devices[d].area = nil } }
    #expect(none.rule.hint.zh.contains("“CT”的设备都没有片区"))
    #expect(none.rule.hint.en.contains("no device of CT has an area"))
    #expect(try fault("核磁").rule.hint == fault("电镜").rule.hint)
  }

  @Test func `a hint lists eight classes in areas and counts the others`() throws {
    let hint = try fault("核磁@南片") { draft in
      for d in 4..<12 {
        draft.devices.append(
          .init(id: "D\(d)", name: "D", owner: "A", deviceClass: "K\(d)", area: "西片"))
      }
    }.rule.hint
    #expect(hint.zh.contains("K8@西片 等 11 个；") && !hint.zh.contains("K9"), "\(hint.zh)")
    #expect(hint.en.contains("K8@西片 and 3 more; "), "\(hint.en)")
  }

  @Test func `an area with the mark and a post that is a staff number are faults of their fields`()
  {
    var draft = areaRound([.init(target: "D0")])
    (draft.devices[0].area, draft.devices[1].area) = ("东@片", "")
    draft.devices[2].custodian = "000702"
    (draft.devices[1].custodianPost, draft.devices[3].custodianPost) = ("", "000702")
    let faults = BookingProblem.faults(in: draft).list
    #expect(
      faults.map { [$0.rule.code, $0.place.path, $0.value ?? ""] } == [
        ["B115", "devices[0].area", "东@片"], ["B115", "devices[1].area", ""],
        ["B116", "devices[1].custodianPost", ""], ["B117", "devices[3].custodianPost", "000702"],
      ])
    for fault in faults {
      #expect(!fault.rule.hint.zh.isEmpty && !fault.rule.hint.en.isEmpty)
    }
  }

  @Test func `a round written before there were areas and posts still reads`() throws {
    var draft = areaRound([.init(target: "超声")])
    draft.devices[0].custodianPost = "影像科设备管理岗"
    let new = try JSONEncoder().encode(draft)
    #expect(try JSONDecoder().decode(BookingDraft.self, from: new) == draft)
    let old = String(decoding: new, as: UTF8.self)
      .replacing(#/"(area|custodianPost)":"[^"]*",?/#, with: "").replacing(",}", with: "}")
    #expect(!old.contains("\"area\"") && !old.contains("custodianPost"))
    let read = try JSONDecoder().decode(BookingDraft.self, from: Data(old.utf8))
    for d in 0..<4 { (draft.devices[d].area, draft.devices[d].custodianPost) = (nil, nil) }
    #expect(read == draft)
    #expect(try BookingProblem(validating: read).areas == [])
  }

  @Test func `tiny rounds name classes in areas, beside their class and alone`() throws {
    var (alone, beside, outranked) = (0, 0, 0)
    for seed in UInt64(0)..<100 {
      let draft = tinyRound(seed: seed)
      let problem = try BookingProblem(validating: draft)
      for request in draft.requests {
        let names = request.choices.compactMap { BookingDraft.Choice.classAndArea(of: $0.target) }
        for name in names {
          let isBeside = request.choices.contains { $0.target == name.deviceClass }
          (alone, beside) = (alone + (isBeside ? 0 : 1), beside + (isBeside ? 1 : 0))
          outranked += problem.devices.count { device in
            device.area.map { problem.areas[$0] } == name.area
              && request.choices.contains { $0.target == device.id }
          }
        }
      }
    }
    #expect(alone > 20 && beside > 20 && outranked > 10, "\(alone) \(beside) \(outranked)")
  }
}
