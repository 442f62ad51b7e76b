public import EquipmentSettlement

/// The balances of a netting agreement as data of `Models/settlement/netting.mod`.
public enum SettlementMathProg {
  /// Members count from 1, in the order of the agreement.
  public static func data(of netting: Settlement.Netting) -> String {
    let members = netting.balances.indices.map { String($0 + 1) }
    let rows = netting.balances.enumerated().map { "  \($0 + 1) \($1)" }
    return "set MEMBERS := \(members.joined(separator: " "));\nparam balance :=\n"
      + rows.joined(separator: "\n") + ";\nend;\n"
  }
}
