import Diagnostics
import EquipmentBooking
import Testing

@Suite struct FaultTests {
  @Test func `every fault of a draft is found in one pass`() {
    var draft = BookingDraft(name: "bad", firstDay: "2026-11-30", dayCount: 7)
    draft.institutions = [.init(id: "A", name: "A"), .init(id: "A", name: "B")]
    draft.devices = [
      .init(id: "D", name: "D", owner: "Z", deviceClass: "X", capacity: 0, setUpMinutes: 20),
      .init(id: "", name: "E", owner: "A", deviceClass: "X", operatorPool: "Q"),
    ]
    draft.openings = [
      .init(device: "D", weekday: 8, from: 600, to: 480),
      .init(device: "K", weekday: 1, from: 480, to: 1500),
    ]
    draft.maintenance = [.init(device: "D", span: .init(from: 60, to: 60))]
    draft.shifts = [.init(pool: "P", weekday: 1, from: 0, to: 60, count: -1)]
    draft.requests = [
      .init(
        id: "R", institution: "Y", minutes: 0, windows: [], choices: [], preferredBonus: -1,
        priority: 9),
      .init(
        id: "S", institution: "A", minutes: 45, windows: [.init(from: 90_000, to: 90_060)],
        choices: [.init(target: "X"), .init(target: "X"), .init(target: "W")]),
    ]
    draft.quotas = [.init(institution: "A", deviceClass: "V", minutes: -1)]
    draft.tariffs = [
      .init(device: "D", fenPerHour: -5), .init(device: "D", fenPerHour: 5),
    ]
    draft.devices[0].parts = ["D"]
    draft.series = [
      .init(id: "S", requests: ["R", "S"]), .init(id: "T", requests: ["S"]),
      .init(id: "U", requests: []),
    ]
    draft.fairShares = [
      .init(institution: "A", minutes: -1, pointsPerSlot: 1),
      .init(institution: "A", minutes: 60, pointsPerSlot: 1),
      .init(institution: "A", minutes: 60, pointsPerSlot: 2),
    ]
    draft.pins = [.init(request: "T", device: "D", start: 0)]
    let faults = BookingProblem.faults(in: draft)
    let codes = Set(faults.list.map(\.rule.code))
    #expect(
      codes == [
        "B101", "B102", "B103", "B104", "B105", "B106", "B107", "B108", "B113", "B120", "B121",
        "B122", "B123", "B124", "B125", "B126", "B130", "B132", "B133", "B134", "B135", "B140",
        "B141", "B142", "B143", "B144", "B145", "B150", "B151",
      ])
    #expect(
      faults.list.contains { $0.rule.code == "B121" && $0.place.path == "requests[1].minutes" })
    #expect(faults.list.contains { $0.rule.code == "B103" && $0.place.path == "devices[0].owner" })
  }

  @Test(arguments: ["B109", "B110", "B111", "B112", "B114", "B131", "B155", "B160", "B161"])
  func `a wrong setting or promise is named by its rule`(code: String) {
    var draft = tinyRound(seed: 1)
    draft.pins = []
    #expect(BookingProblem.faults(in: draft).isEmpty)
    let promise = BookingDraft.Pin(request: "R0", device: "D0", start: 0)
    switch code {
    case "B109": draft.devices[0].deviceClass = "D1"
    case "B110": draft.firstDay = "2026-02-30"
    case "B111": draft.dayCount = 0
    case "B112": draft.slotMinutes = 7
    case "B114": draft.priorityPoints = []
    case "B131": draft.devices[0].setUpMinutes = -240
    case "B155": draft.devices[0].authorized = []
    case "B160": draft.pins = [promise, promise]
    default: draft.pins = [promise]
    }
    #expect(BookingProblem.faults(in: draft).list.contains { $0.rule.code == code })
  }

  @Test func `a series that stands or falls together is in one list of alternatives at most`() {
    func places(_ lists: [[String]]) -> [String] {
      var draft = BookingDraft(name: "lists", firstDay: "2026-11-30", dayCount: 1)
      draft.institutions = [.init(id: "A", name: "A")]
      draft.devices = [.init(id: "D", name: "D", owner: "A", deviceClass: "X")]
      draft.openings = [.init(device: "D", weekday: 1, from: 0, to: 1440)]
      draft.requests = (0..<4).map {
        .init(
          id: "R\($0)", institution: "A", minutes: 60, windows: [.init(from: 0, to: 1440)],
          choices: [.init(target: "D")])
      }
      draft.series = [.init(id: "S", requests: ["R0", "R1"], rule: .allOrNothing)]
      draft.series += lists.enumerated().map {
        .init(id: "L\($0)", requests: $1, rule: .onlyOne)
      }
      return BookingProblem.faults(in: draft).list.map { "\($0.rule.code) \($0.place.path)" }
    }
    #expect(places([["R0", "R2"], ["R3"]]) == [])
    #expect(places([["R0", "R2", "R1"], ["R3"]]) == [])
    #expect(places([["R0", "R2"], ["R1", "R3"]]) == ["B154 series[0].requests[1]"])
  }

  @Test func `promises that clash with each other are faults of both`() {
    var draft = BookingDraft(name: "clash", firstDay: "2026-11-30", dayCount: 1)
    draft.institutions = [.init(id: "A", name: "A")]
    draft.devices = [.init(id: "D", name: "D", owner: "A", deviceClass: "X")]
    draft.openings = [.init(device: "D", weekday: 1, from: 0, to: 1440)]
    draft.requests = (0..<2).map {
      .init(
        id: "R\($0)", institution: "A", minutes: 60, windows: [.init(from: 0, to: 1440)],
        choices: [.init(target: "D")])
    }
    draft.pins = [
      .init(request: "R0", device: "D", start: 0), .init(request: "R1", device: "D", start: 30),
    ]
    let places = BookingProblem.faults(in: draft).list.map(\.place.path)
    #expect(places == ["pins[0]", "pins[1]"])
  }

  @Test func `points out of range are told wherever they stand`() {
    func places(_ change: (inout BookingDraft) -> Void) -> [String] {
      var draft = tinyRound(seed: 1)
      (draft.pins, draft.series) = ([], [])
      change(&draft)
      return BookingProblem.faults(in: draft).list.filter { $0.rule.code == "B113" }.map(
        \.place.path)
    }
    #expect(
      places { $0.requests[0].choices = [.init(target: "X", bonus: -1)] } == [
        "requests[0].choices[0].bonus"
      ])
    #expect(
      places { $0.requests[0].choices = [.init(target: "D0"), .init(target: "D1", bonus: -1)] }
        == ["requests[0].choices[1].bonus"])
    #expect(
      places { $0.fairShares = [.init(institution: "A", minutes: 0, pointsPerSlot: -1)] }
        == ["fairShares[0].pointsPerSlot"])
  }

  @Test func `a device named by itself wins over its class, whichever comes first`() throws {
    let (device, all) = (
      BookingDraft.Choice(target: "D0", bonus: 5), BookingDraft.Choice(target: "X", bonus: 1)
    )
    for choices in [[device, all], [all, device]] {
      var draft = tinyRound(seed: 1)
      draft.pins = []
      draft.requests[0].choices = choices
      let problem = try BookingProblem(validating: draft)
      #expect(problem.requests[0].choice(of: 0)?.bonus == 5)
      #expect(
        problem.requests[0].choice(of: 1)?.bonus == (draft.devices[1].deviceClass == "X" ? 1 : nil))
    }
  }
}
