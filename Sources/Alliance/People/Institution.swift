public import Diagnostics

/// Kind of institution; fairness is promised within a tier, never across tiers.
public enum Tier: String, Codable, CaseIterable, Hashable, Sendable {
  /// 二三级医院: a hospital of the second or third grade.
  case hospital
  /// 社区卫生服务中心: a community health centre.
  case community

  /// `二三级医院`, `社区` and the English words.
  public var title: Bilingual {
    switch self {
    case .hospital: Bilingual(zh: "二三级医院", en: "hospital")
    case .community: Bilingual(zh: "社区", en: "community health centre")
    }
  }

  /// The tier that a cell names, such as `二三级医院`, `医院`, `社区`, `hospital`; `nil` for another text.
  public init?(named text: String) {
    switch NormalizedText.key(text).lowercased() {
    case "二三级医院", "二、三级医院", "二三级", "二级医院", "三级医院", "医院", "hospital": self = .hospital
    case "社区", "社区卫生服务中心", "社区中心", "中心", "community", "community health centre",
      "community health center":
      self = .community
    default: return nil
    }
  }
}

/// A hospital or a community health centre of the alliance.
public struct Institution: Codable, Hashable, Sendable {
  /// Short key, unique among institutions; leading zeros count.
  public let id: String
  /// Name as printed.
  public let name: String
  /// Kind of institution.
  public let tier: Tier

  /// An institution.
  public init(id: String, name: String, tier: Tier) {
    self.id = id
    self.name = name
    self.tier = tier
  }
}

/// What a person does for the alliance.
public enum Role: String, Codable, CaseIterable, Hashable, Sendable {
  /// 科研管理负责人: head of research management, who serves the rotating seats.
  case researchManager
  /// 导师.
  case mentor
  /// 人才.
  case talent
  /// 设备管理员: has a device in custody.
  case custodian
  /// 全科医师.
  case generalPractitioner
  /// 讲师.
  case lecturer

  /// The role in both languages.
  public var title: Bilingual {
    switch self {
    case .researchManager: Bilingual(zh: "科研管理负责人", en: "research manager")
    case .mentor: Bilingual(zh: "导师", en: "mentor")
    case .talent: Bilingual(zh: "人才", en: "talent")
    case .custodian: Bilingual(zh: "设备管理员", en: "custodian")
    case .generalPractitioner: Bilingual(zh: "全科医师", en: "general practitioner")
    case .lecturer: Bilingual(zh: "讲师", en: "lecturer")
    }
  }

  /// The role that a cell names in Chinese or English; `nil` for another text.
  public init?(named text: String) {
    let key = NormalizedText.key(text).lowercased()
    guard let role = Role.allCases.first(where: { $0.title.zh == key || $0.title.en == key })
    else { return nil }
    self = role
  }
}

/// Someone who works at an institution.
public struct Person: Codable, Hashable, Sendable {
  /// 工号: staff number as text, unique, leading zeros kept. Two people may share a name, never this.
  public let staffNumber: String
  /// Name as printed.
  public let name: String
  /// Key of the institution.
  public let institution: String
  /// What the person does, in the order of `Role.allCases`, each at most once.
  public let roles: [Role]

  /// A person.
  public init(staffNumber: String, name: String, institution: String, roles: [Role] = []) {
    self.staffNumber = staffNumber
    self.name = name
    self.institution = institution
    self.roles = Role.allCases.filter(roles.contains)
  }
}
