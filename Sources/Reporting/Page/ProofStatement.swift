public import Diagnostics
public import Solving

/// What is proven about an answer and how it came about; the same on the terminal and on a page.
///
/// It holds no time, so that two pages of the same answer are equal byte by byte.
public struct ProofStatement: Sendable {
  /// A goal of the job in words, with its value and its bound.
  public struct Term: Sendable {
    /// The goal in words.
    public let title: Bilingual
    /// Value and bound.
    public let term: ObjectiveTerm

    /// A goal.
    public init(title: Bilingual, term: ObjectiveTerm) {
      self.title = title
      self.term = term
    }
  }

  /// A file that went into the answer.
  public struct Input: Sendable {
    /// Its path as the user gave it.
    public let path: String
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    public let sha256: String

    /// An input file.
    public init(path: String, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  /// Why the solver stopped.
  public let termination: Termination
  /// The goals in order of importance.
  public let terms: [Term]
  /// Rules that the independent checker found broken; empty for a good answer.
  public let violations: [Bilingual]
  /// Why the certificate proves less than it claims; empty when it holds.
  public let certificateDefects: [Bilingual]
  /// Seed of the run.
  public let seed: UInt64
  /// Work units spent.
  public let work: Int
  /// The input files.
  public let inputs: [Input]
  /// Version of the program, such as `allot 0.1.0`.
  public let version: String
  /// What is claimed when every goal is proven.
  public let provenClaim: Bilingual
  /// What is claimed when one is not.
  public let openClaim: Bilingual
  /// What a bound supposes, in a few words beside the reason for stopping; `nil` for nothing.
  public let proviso: Bilingual?
  /// What is provisional, such as a calendar that has not been published; printed as a warning.
  public let warnings: [Bilingual]
  /// What decided beside the rules and can be looked up, such as the hash of a draw.
  public let origins: [Bilingual]

  /// A statement.
  public init(
    termination: Termination, terms: [Term], violations: [Bilingual],
    certificateDefects: [Bilingual], seed: UInt64, work: Int, inputs: [Input], version: String,
    provenClaim: Bilingual = optimalClaim, openClaim: Bilingual = feasibleClaim,
    proviso: Bilingual? = nil, warnings: [Bilingual], origins: [Bilingual] = []
  ) {
    (self.openClaim, self.proviso) = (openClaim, proviso)
    self.origins = origins
    self.termination = termination
    self.terms = terms
    self.violations = violations
    self.certificateDefects = certificateDefects
    self.seed = seed
    self.work = work
    self.inputs = inputs
    self.version = version
    self.provenClaim = provenClaim
    self.warnings = warnings
  }

  /// The claim of a job that looks for the best arrangement.
  public static let optimalClaim = Bilingual(
    zh: "已证明最优：在全部规则之内，没有更好的安排",
    en: "Proven optimal: no arrangement within the rules is better")

  /// The claim of a job that looks for the best arrangement and does not know that this is it.
  public static let feasibleClaim = Bilingual(
    zh: "可行且已检验；与最优相比，至多相差下表所列的差距",
    en: "Feasible and checked; the gap below is the most that a better answer could gain")

  /// Whether the checker found nothing and the certificate holds.
  public var holds: Bool { violations.isEmpty && certificateDefects.isEmpty }

  /// The verdict in one sentence.
  public var verdict: Bilingual {
    if !violations.isEmpty {
      return Bilingual(
        zh: "结果违反 \(violations.count) 处规则，不得使用",
        en:
          "The answer breaks \(counted(violations.count, "rule")) and must "
          + "not be used")
    }
    if !certificateDefects.isEmpty {
      return Bilingual(
        zh: "结果符合全部规则，但所附证明不成立",
        en: "The answer keeps every rule, but the proof that comes with it does not hold")
    }
    let claim = terms.allSatisfy(\.term.isProven) ? provenClaim : openClaim
    guard termination == .edited else { return claim }
    return Bilingual(
      zh: "手工改动过，未重新求解。" + claim.zh,
      en: "Edited by hand and not solved again. " + claim.en)
  }
}

extension Termination {
  /// The reason in words.
  public var title: Bilingual {
    switch self {
    case .optimal: Bilingual(zh: "已证明最优", en: "optimal")
    case .gapReached: Bilingual(zh: "达到要求的差距", en: "within the asked gap")
    case .limitReached: Bilingual(zh: "到达时限或工作量上限", en: "stopped at the limit")
    case .unproven: Bilingual(zh: "未证明最优（未到时限）", en: "not proven optimal (no limit was reached)")
    case .cancelled: Bilingual(zh: "被中断", en: "interrupted")
    case .infeasible: Bilingual(zh: "无可行安排", en: "infeasible")
    case .edited: Bilingual(zh: "手工改动（未重新求解）", en: "edited by hand, not solved again")
    }
  }
}

/// A gap as a percentage with two decimals, rounded up so that it never promises too much; `–`
/// without a bound.
public func percentage(_ gap: Double?) -> String {
  guard let gap, gap.isFinite else { return "–" }
  let hundredths = (gap * 10_000).rounded(.up)
  guard hundredths < 1e12 else { return ">1e10%" }
  let whole = Int(hundredths)
  let cents = whole % 100
  return "\(whole / 100).\(cents < 10 ? "0" : "")\(cents)%"
}
