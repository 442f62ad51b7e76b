public import Alliance
public import Diagnostics

/// One of the two bodies of the alliance in which units take turns.
public enum Body: String, Codable, Hashable, Sendable, CaseIterable {
  /// 秘书处, of the management committee.
  case secretariat
  /// 办公室, of the executive committee.
  case office

  /// Dense index: 0 secretariat, 1 office.
  public var index: Int { self == .secretariat ? 0 : 1 }
  /// The other body.
  public var other: Body { self == .secretariat ? .office : .secretariat }
  /// Name for people.
  public var title: Bilingual {
    switch self {
    case .secretariat: Bilingual(zh: "秘书处", en: "secretariat")
    case .office: Bilingual(zh: "办公室", en: "office")
    }
  }
}

extension Tier {
  /// Dense index: 0 hospital, 1 community.
  public var index: Int { self == .hospital ? 0 : 1 }
  /// The units of the tier, for sentences.
  var units: Bilingual {
    switch self {
    case .hospital: Bilingual(zh: "医院", en: "hospitals")
    case .community: Bilingual(zh: "社区", en: "community centres")
    }
  }
}

/// A kind of place: a body and a tier. The number of places varies from term to term.
public struct Seat: Codable, Hashable, Sendable {
  /// The body.
  public let body: Body
  /// The tier whose units fill it.
  public let tier: Tier

  /// A seat.
  public init(body: Body, tier: Tier) {
    self.body = body
    self.tier = tier
  }

  /// Every seat: secretariat before office, hospital before community.
  public static let all = Body.allCases.flatMap { body in
    Tier.allCases.map { Seat(body: body, tier: $0) }
  }
  /// Dense index in ``all``.
  public var index: Int { 2 * body.index + tier.index }
  /// Name for people, such as 秘书处·社区.
  public var title: Bilingual {
    Bilingual(
      zh: "\(body.title.zh)·\(tier.title.zh)", en: "\(body.title.en), \(tier.units.en)")
  }
}
