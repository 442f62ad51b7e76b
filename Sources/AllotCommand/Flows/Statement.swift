import Diagnostics
import Interchange
import Reporting
import Solving

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A result with what the checker and the certificates say about it: one home for the result line,
/// the JSON object and the proof box, so that they cannot differ.
struct Statement<J: CommandJob> {
  let job: J
  let result: ResultFile<J.Draft, J.Answer>
  let violations: [Bilingual]
  let defects: [Bilingual]
  private let provenClaim: Bilingual
  private let keptPromises: Int
  private let openClaim: Bilingual
  private let proviso: Bilingual?
  /// What whoever uses the answer should know beside its rules and goals.
  let remarks: [Bilingual]
  /// The goals, if their proof holds.
  let shownTerms: [ObjectiveTerm]
  /// What is shown of a problem without an answer.
  let emptiness: [Bilingual]
  private let origins: [Bilingual]
  /// The result's outcome, which speaks of the goal that was asked for.
  private let outcome: Outcome<J.Answer>

  /// Checks the answer of a result and adds its proof up again.
  init(job: J, result: ResultFile<J.Draft, J.Answer>, problem: J.Problem) {
    self.job = job
    self.result = result
    provenClaim = job.provenClaim(problem)
    keptPromises = job.keptPromises(problem)
    openClaim = job.openClaim(problem)
    proviso = job.proviso(problem, terms: result.terms)
    origins = job.origins(problem)
    outcome = Outcome(
      termination: result.termination, solution: result.answer, terms: result.terms,
      work: result.work, seed: result.seed,
      asked: result.answer.flatMap { job.askedGoal(of: $0, in: problem) })
    if let answer = result.answer {
      violations = job.violations(of: answer, in: problem)
      // The certificate of a broken answer says nothing.
      defects =
        violations.isEmpty
        ? job.certificateDefects(of: answer, in: problem, terms: result.terms) : []
      emptiness = []
    } else {
      violations = []
      defects = result.emptiness.map { job.emptinessDefects(of: $0, in: problem) } ?? []
      emptiness =
        result.termination == .infeasible && defects.isEmpty
        ? job.emptinessAccount(of: result.emptiness, in: problem) : []
    }
    let shown = violations.isEmpty && defects.isEmpty ? result.terms : []
    shownTerms = shown
    remarks = result.answer.map { job.remarks(on: $0, in: problem, terms: shown) } ?? []
  }

  /// Whether there is an answer, or a proof that there is none, and it holds.
  var isShown: Bool { holds && (result.answer != nil || result.emptiness != nil) }

  /// Whether both hold.
  var holds: Bool { violations.isEmpty && defects.isEmpty }

  /// What goes into the proof box.
  var proof: ProofStatement {
    ProofStatement(
      termination: result.termination,
      terms: result.terms.map { .init(title: job.title(ofGoal: $0.name), term: $0) },
      violations: violations, certificateDefects: defects, seed: result.seed, work: result.work,
      inputs: result.inputs.map { .init(path: $0.path, sha256: $0.sha256) },
      version: result.version, provenClaim: provenClaim, openClaim: openClaim, proviso: proviso,
      warnings: result.provisionalYears.isEmpty
        ? [] : [provisionalWarning(result.provisionalYears)], origins: origins)
  }

  /// Status, objective, bound, gap and seconds on one line.
  var resultLine: String {
    let goal = outcome.decisiveTerm.map { job.title(ofGoal: $0.name)[Speech.language] } ?? ""
    let number = { (value: Int?) in value.map(String.init) ?? "–" }
    return [
      say("状态：", "status: ") + result.termination.title[Speech.language]
        + (proviso.map { say("（\($0.zh)）", " (\($0.en))") } ?? ""),
      say("目标", "objective") + " \(number(outcome.objective))"
        + (goal.isEmpty ? "" : say("（\(goal)）", " (\(goal))")),
      say("界", "bound") + " \(number(outcome.bound))",
      say("差距", "gap") + " \(percentage(outcome.gap))",
      seconds(result.seconds),
    ].joined(separator: " · ")
  }

  /// One JSON object on one line with sorted keys; a number that is not known is `null`.
  func json(output: String?, clash: [String]) throws -> String {
    let summary = Summary(
      job: result.job.rawValue, status: result.termination.rawValue,
      goal: outcome.decisiveTerm?.name, objective: outcome.objective, bound: outcome.bound,
      gap: outcome.gap,
      seconds: result.seconds, cpuSeconds: result.cpuSeconds,
      checked: result.answer != nil && violations.isEmpty,
      proven: isShown && result.terms.allSatisfy(\.isProven),
      keptPromises: keptPromises,
      seed: result.seed, work: result.work, inputs: result.inputs, terms: result.terms,
      provisionalYears: result.provisionalYears, version: result.version, output: output,
      remarks: (remarks + emptiness).map { $0[Speech.language] }, clash: clash)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(summary), as: UTF8.self)
  }
}

/// The object that `--json` prints, which `Models/schemas/run.schema.json` describes.
private struct Summary: Encodable {
  let schemaVersion = FileHeader.currentSchema
  let job: String
  let status: String
  /// Name of the goal that objective, bound and gap speak of.
  let goal: String?
  let objective: Int?
  let bound: Int?
  let gap: Double?
  let seconds: Double
  let cpuSeconds: Double
  let checked: Bool
  let proven: Bool
  /// Promises of an earlier answer without which the bound and `proven` mean nothing.
  let keptPromises: Int
  let seed: UInt64
  let work: Int
  let inputs: [InputRecord]
  let terms: [ObjectiveTerm]
  let provisionalYears: [Int]
  let version: String
  let output: String?
  let remarks: [String]
  let clash: [String]

  private enum Key: CodingKey {
    case schemaVersion, job, status, goal, objective, bound, gap, seconds, cpuSeconds, checked,
      proven,
      keptPromises,
      seed, work
    case inputs, terms, provisionalYears, version, output, remarks, clash
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(schemaVersion, forKey: .schemaVersion)
    try container.encode(job, forKey: .job)
    try container.encode(status, forKey: .status)
    // `encode` and not `encodeIfPresent`: the keys are the same in every answer.
    try container.encode(goal, forKey: .goal)
    try container.encode(objective, forKey: .objective)
    try container.encode(bound, forKey: .bound)
    try container.encode(gap, forKey: .gap)
    try container.encode(seconds, forKey: .seconds)
    try container.encode(cpuSeconds, forKey: .cpuSeconds)
    try container.encode(checked, forKey: .checked)
    try container.encode(proven, forKey: .proven)
    try container.encode(keptPromises, forKey: .keptPromises)
    try container.encode(seed, forKey: .seed)
    try container.encode(work, forKey: .work)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(terms, forKey: .terms)
    try container.encode(provisionalYears, forKey: .provisionalYears)
    try container.encode(version, forKey: .version)
    try container.encode(output, forKey: .output)
    try container.encode(remarks, forKey: .remarks)
    try container.encode(clash, forKey: .clash)
  }
}
