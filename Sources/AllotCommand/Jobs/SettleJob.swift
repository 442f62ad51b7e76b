import Alliance
import Diagnostics
import EquipmentSettlement
import Interchange
import Reporting
import Solving

/// `allot settle`.
struct SettleJob: CommandJob {
  var job: Interchange.Job { .settle }
  var tellingSheets: [String] { ["使用记录", "使用登记", "Use log", "uses"] }

  func read(_ workbook: Reading<Workbook>) -> Reading<SettlementDraft> {
    SettlementWorkbook.read(workbook)
  }

  func problem(_ draft: SettlementDraft) throws(Faults) -> UseLedger {
    try UseLedger(validating: draft)
  }

  /// The log says when devices were used, so no public holiday enters a settlement.
  func provisionalYears(_ problem: UseLedger) -> [Int] { [] }

  func solve(_ problem: UseLedger, run: Run) throws -> Outcome<Settlement> {
    let settlement = problem.settle()
    let term = settlement.transfersTerm
    return Outcome(
      termination: term.isProven ? .optimal : .limitReached, solution: settlement, terms: [term],
      work: 0, seed: run.seed)
  }

  func clash(_ problem: UseLedger, run: Run) throws -> [Bilingual] { [] }

  func violations(of answer: Settlement, in problem: UseLedger) -> [Bilingual] {
    problem.violations(of: answer).map(\.text)
  }

  func certificateDefects(
    of answer: Settlement, in problem: UseLedger, terms: [ObjectiveTerm]
  ) -> [Bilingual] {
    // The recount has found the fewest transfers of each agreement again; the term adds them up.
    guard terms == [answer.transfersTerm] else {
      return [
        Bilingual(zh: "所写付款笔数或其下界与结算不符", en: "the stated transfers or their bound do not add up")
      ]
    }
    return []
  }

  func provenClaim(_ problem: Problem) -> Bilingual {
    Bilingual(
      zh: "全部明细已独立重算，合计到分；付款笔数已证明最少",
      en: "Every line is counted again to the 分; no way of paying needs fewer transfers")
  }

  func title(ofGoal name: String) -> Bilingual {
    name == "transfers"
      ? Bilingual(zh: "付款笔数", en: "transfers between institutions")
      : Bilingual(zh: name, en: name)
  }

  func summary(_ problem: UseLedger) -> Bilingual {
    Bilingual(
      zh: "\(problem.uses.count) 条使用记录，\(problem.devices.count) 台（套）设备，"
        + "\(problem.tariffs.count) 条收费标准，\(problem.agreements.count) 份协议",
      en:
        "log: \(counted(problem.uses.count, "use")), \(counted(problem.devices.count, "device")), "
        + "\(counted(problem.tariffs.count, "tariff row")), "
        + counted(problem.agreements.count, "agreement"))
  }

  func tables(
    _ answer: Settlement, _ problem: UseLedger, terms: [ObjectiveTerm], language: Language,
    names: Bool, width: Int?
  ) -> String {
    problem.tables(of: answer, in: language, width: width)
  }

  func explanation(
    of subject: Subject, _ answer: Settlement, _ problem: UseLedger, language: Language,
    names: Bool,
    patience: Patience
  ) throws -> String {
    let lines: [Settlement.Line]
    switch subject {
    case .request(let id):
      lines = answer.lines.filter {
        problem.uses[$0.use].entry.id == id || problem.uses[$0.use].entry.booking == id
      }
      if lines.isEmpty {
        throw CommandFailure.unknown(id, Bilingual(zh: "记录或预约", en: "entry or booking"))
      }
    case .device(let word):
      let id = try problem.devices.map { Named.thing($0.id, $0.name) }
        .identifier(word, Bilingual(zh: "设备", en: "device"))
      guard let d = problem.devices.firstIndex(where: { $0.id == id }) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "设备", en: "device"))
      }
      lines = answer.lines.filter { problem.uses[$0.use].device == d }
    case .unit(let word):
      let id = try problem.institutions.map { Named.thing($0.id, $0.name) }
        .identifier(word, Bilingual(zh: "单位", en: "institution"))
      guard let i = problem.institutions.firstIndex(where: { $0.id == id }) else {
        throw CommandFailure.unknown(id, Bilingual(zh: "单位", en: "institution"))
      }
      lines = answer.lines.filter {
        ($0.creditor == i || $0.debtor == i) && $0.status != .ownUse
      }
    default:
      throw CommandFailure.wrongSubject(job.title, options: "--unit, --device, --request")
    }
    return lines.map { printable(problem.text(of: $0)[language]) }.joined(separator: "\n")
  }

  func page(
    _ answer: Settlement, _ problem: UseLedger, proof: ProofStatement, language: Language
  ) -> String {
    problem.page(of: answer, proof: proof, in: language)
  }

  func noticeText(_ answer: Settlement, _ problem: UseLedger, language: Language) -> String {
    NoticeText(answer, of: problem, title: noticeTitle(problem, language: language), in: language)
      .text
  }

  func workbook(_ draft: SettlementDraft, language: Language) throws -> Workbook {
    Template.translated(SettlementWorkbook.workbook(of: draft), of: job, to: language)
  }

  func sheets(
    _ answer: Settlement, _ problem: UseLedger, language: Language
  ) -> [Sheet] {
    SettlementTables.workbook(of: answer, in: problem, language: language).sheets
  }

  func subject(_ problem: UseLedger) -> String { problem.draft.name }

  func noticeTitle(_ problem: UseLedger, language: Language) -> String {
    problem.noticeTitle(in: language)
  }

  func mathProgData(_ problem: UseLedger) throws -> String {
    guard let netting = problem.settle().nettings.first else {
      throw CommandFailure(
        .badData,
        Bilingual(
          zh: "没有轧差协议，付款笔数无需优化", en: "without a netting agreement nothing is left to optimise"))
    }
    return SettlementMathProg.data(of: netting)
  }
}
