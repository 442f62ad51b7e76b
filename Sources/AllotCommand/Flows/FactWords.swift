import Alliance
import Diagnostics
import DutyRostering
import EquipmentSettlement
import Ledger

extension Fact {
  /// What the fact says of a person, in one sentence.
  ///
  /// - Parameter names: Whether people are named; their staff numbers stand otherwise.
  /// - Returns: One line.
  func sentence(names: Bool) -> String {
    func who(_ column: String) -> String { person(column)?.text(names: names) ?? "" }
    func said(_ column: String) -> String { text(column) ?? "" }
    let span = [text("first"), text("last")].compactMap(\.self).joined(separator: " … ")
    let parts: [String?]
    switch table {
    case .post:
      parts = [
        say("任职", "post"), who("person"), said("unit"), said("role"), span,
        number("served").map {
          say("此前履职 \($0) 次", "\(counted($0, "duty", plural: "duties")) before")
        },
      ]
    case .duty, .debt:
      parts = [
        table == .duty ? say("轮值", "duty") : debtTitle, said("term"),
        Body(rawValue: said("body"))?.title[Speech.language],
        Tier(rawValue: said("tier"))?.title[Speech.language],
        said("unit"), who("person"),
      ]
    case .shift: parts = [say("班次", "shift"), said("day"), said("duty"), who("person")]
    case .pairing:
      parts = [
        say("结对", "pairing"), who("talent"), "→",
        person("mentor") == nil ? say("候补", "waiting") : who("mentor"), said("project"),
      ]
    case .departure:
      parts = [
        say("离任", "leaves"), who("person"), said("unit"), said("last"),
        person("successor").map {
          say("由 \($0.text(names: names)) 接替", "succeeded by \($0.text(names: names))")
        },
      ]
    case .booking:
      parts = [
        say("预约", "booking"), said("request"), said("institution"), who("person"),
        text("device") ?? say("未安排", "refused"), span,
      ]
    case .charge:
      parts = [
        say("用机", "use"), said("use"), said("device"), span, who("person"),
        number("minutes").map { say("\($0) 分钟", "\($0) min") },
        number("fen").map { "¥\(Money.yuan($0))" },
        Settlement.Line.Status(rawValue: said("status"))?.title[Speech.language],
      ]
    default:
      parts = values.sorted { $0.key < $1.key }.map { column, value in
        switch value {
        case .text(let text): text
        case .number(let number): "\(column) \(number)"
        case .person(let person): person.text(names: names)
        }
      }
    }
    return parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
  }
}
