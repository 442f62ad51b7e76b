import Alliance
import Diagnostics
import Reporting

/// Something with an identifier and a name, which users may say instead where it is the only one of its name.
struct Named {
  let id: String
  let name: String
  /// Whether the name is somebody's own, which is not told to whoever asks for another.
  let isPerson: Bool

  /// A person.
  static func person(_ id: String, _ name: String) -> Named {
    Named(id: id, name: name, isPerson: true)
  }

  /// A unit, a device.
  static func thing(_ id: String, _ name: String) -> Named {
    Named(id: id, name: name, isPerson: false)
  }
}

extension [Named] {
  /// The identifier of what a user names by it or by a name that is the only one.
  ///
  /// - Parameters:
  ///   - word: What the user wrote.
  ///   - kind: What it should be.
  /// - Returns: The identifier.
  /// - Throws: ``CommandFailure`` 65 with the identifiers that may be meant.
  func identifier(_ word: String, _ kind: Bilingual) throws -> String {
    if contains(where: { $0.id == word }) { return word }
    let key = NormalizedText.key(word)
    let same = filter { !key.isEmpty && NormalizedText.key($0.name) == key }
    let ids = same.reduce(into: [String]()) { if !$0.contains($1.id) { $0.append($1.id) } }
    if let id = ids.first, ids.count == 1 { return id }
    let alike = filter { !$0.isPerson && !key.isEmpty && $0.name.contains(key) }
    let meant = ids.isEmpty ? alike.map { "\($0.id) \($0.name)" } : ids
    guard !meant.isEmpty else { throw CommandFailure.unknown(word, kind) }
    let list = meant.prefix(5).map(printable)
    throw CommandFailure(
      .badData,
      CommandFailure.unknown(word, kind).message,
      next: Bilingual(
        zh: "请写编号，是否指 \(list.joined(separator: "、"))？",
        en: "write the identifier; did you mean \(list.joined(separator: ", "))?"))
  }
}
