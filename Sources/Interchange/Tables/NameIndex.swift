internal import Alliance
public import Diagnostics

/// People or institutions of a workbook, found by their key or, where a cell holds a name instead, by
/// name. Never a guess: a name that two entries share is a fault that shows both.
public struct NameIndex: Sendable {
  /// One entry of the list.
  public struct Entry: Sendable {
    let id: String
    let name: String
    let unit: String
    let unitName: String
    let place: Place

    /// An entry.
    ///
    /// - Parameters:
    ///   - id: Its key, such as a staff number.
    ///   - name: Its name.
    ///   - unit: Key of the institution of a person.
    ///   - unitName: Name of that institution.
    ///   - place: Where it stands.
    public init(id: String, name: String, unit: String = "", unitName: String = "", place: Place) {
      self.id = id
      self.name = name
      self.unit = unit
      self.unitName = unitName
      self.place = place
    }
  }

  private let entries: [Entry]
  private var byID: [String: Int] = [:]
  private var byName: [String: [Int]] = [:]
  /// Entries whose keys are digits, without the zeros in front.
  private var byNumber: [Substring: Int] = [:]

  /// An index; of two entries with one key the first counts. One whose key could not be read is known by name.
  public init(_ entries: [Entry] = []) {
    self.entries = entries
    byID.reserveCapacity(entries.count)
    byName.reserveCapacity(entries.count)
    for (i, entry) in entries.enumerated() {
      if !entry.id.isEmpty {
        if byID.updateValue(byID[entry.id] ?? i, forKey: entry.id) != nil { continue }
        if let number = Self.withoutZeros(entry.id) { byNumber[number] = byNumber[number] ?? i }
      }
      let name = Self.folded(entry.name)
      if !name.isEmpty { byName[name, default: []].append(i) }
    }
  }

  /// Whether nothing is listed.
  public var isEmpty: Bool { byID.isEmpty }

  /// The key of the one listed under a text: a key, a name, a name with a unit in brackets or behind a
  /// space, a key beside a name.
  ///
  /// - Parameters:
  ///   - text: The cell.
  ///   - unit: Key or name of the unit beside it; empty if there is none.
  /// - Returns: The key; the text itself if it could be a key that is not listed.
  /// - Throws: What keeps the text from naming anybody.
  public func id(for text: String, unit: String = "") throws(CellFault) -> String {
    if let found = try found(text, unit: unit) { return found }
    if BlankMark.matches(text) { throw CellFault(.cellBlank) }
    let key = NormalizedText.key(text)
    if let rule = Identifier.brokenRule(key) { throw CellFault(rule) }
    if let number = Self.withoutZeros(key), let other = byNumber[number] {
      throw CellFault(.zerosDiffer, part: key, related: [entries[other].place])
    }
    return key
  }

  /// The digits of a key behind the zeros in front; `nil` for one that is not all digits.
  private static func withoutZeros(_ key: String) -> Substring? {
    key.utf8.allSatisfy { (48...57).contains($0) } ? key.drop { $0 == "0" } : nil
  }

  /// The key of the one listed; `nil` if nobody is.
  func found(_ text: String, unit: String = "") throws(CellFault) -> String? {
    let key = NormalizedText.key(text)
    if byID[key] != nil { return key }
    if let ids = byName[Self.folded(key)] { return try single(ids, text, unit) }
    let parts = key.split { " ()（）[]【】,，、/_-:：.".contains($0) }.map(String.init)
    guard parts.count > 1 else { return nil }
    let keys = parts.filter { byID[$0] != nil }
    if keys.count == 1 {
      // A name beside the key must not be somebody else's.
      for part in parts where part != keys[0] {
        guard let others = byName[Self.folded(part)], let own = byID[keys[0]], !others.contains(own)
        else { continue }
        throw CellFault(.keyOfAnother, part: text, related: others.map { entries[$0].place })
      }
      return keys[0]
    }
    // The name may stand first or last; what is left names the unit.
    for (name, rest) in [(parts[0], parts.dropFirst()), (parts[parts.count - 1], parts.dropLast())]
    {
      if let ids = byName[Self.folded(name)] {
        return try single(ids, text, unit.isEmpty ? rest.joined() : unit)
      }
    }
    return nil
  }

  private func single(_ ids: [Int], _ text: String, _ unit: String) throws(CellFault) -> String {
    let wanted = Self.folded(unit)
    let fitting = ids.filter { i in
      !wanted.isEmpty
        && (Self.folded(entries[i].unit) == wanted || Self.folded(entries[i].unitName) == wanted)
    }
    let chosen = fitting.isEmpty ? ids : fitting
    guard chosen.count == 1 else {
      throw CellFault(.nameAmbiguous, part: text, related: chosen.map { entries[$0].place })
    }
    let entry = entries[chosen[0]]
    if entry.id.isEmpty { throw CellFault(.entryUnreadable, part: text, related: [entry.place]) }
    return entry.id
  }

  /// What is compared of a name: no spaces, half-width, one kind of middle dot.
  private static func folded(_ text: String) -> String {
    // Most names are Chinese characters and most keys digits: nothing is to be changed.
    let isFolded = text.unicodeScalars.allSatisfy {
      switch $0.value {
      case 0x30...0x39, 0x61...0x7A, 0x4E00...0x9FFF: true
      default: false
      }
    }
    if isFolded { return text }
    return String(
      NormalizedText.key(text).lowercased().compactMap { character in
        character == " " ? nil : "•・‧∙⋅．".contains(character) ? "·" : character
      })
  }

  /// One key or name.
  public var format: CellFormat<String> {
    let index = self
    return CellFormat { text throws(CellFault) in try index.id(for: text) }
  }

  /// Several, separated by 、 , ; or line breaks, keys also by spaces.
  public var listFormat: CellFormat<[String]> {
    let index = self
    return CellFormat { text throws(CellFault) in try index.ids(in: text) }
  }

  /// A ranking of several: `→`, `>` or the marks of a list between ranks, brackets around ties. The options of a
  /// multiple choice, which `┋` joins, come in the order of the form and are tied.
  var rankingFormat: CellFormat<[[String]]> {
    let index = self
    return CellFormat { text throws(CellFault) in
      var tiers: [[String]] = []
      for rank in text.split(whereSeparator: { "→>＞\n".contains($0) }) {
        let ids = try index.ids(in: String(rank))
        if !ids.isEmpty { tiers.append(ids) }
      }
      // `A、B、C` without arrows is a ranking too.
      if tiers.count == 1, tiers[0].count > 1, !text.contains(where: { "()（）→>＞┋".contains($0) }) {
        return tiers[0].map { [$0] }
      }
      return tiers
    }
  }

  /// Whether a part of a cell says the same as the key: the key itself, alone or beside other words, its name
  /// or its unit.
  private func describes(_ part: Substring, _ id: String) -> Bool {
    guard let entry = byID[id].map({ entries[$0] }) else { return false }
    let word = Self.folded(String(part))
    return word.isEmpty || [entry.name, entry.unit, entry.unitName].map(Self.folded).contains(word)
      || (try? found(String(part))) == id
  }

  private func ids(in text: String) throws(CellFault) -> [String] {
    // Most cells hold one key.
    let whole = NormalizedText.key(text)
    if byID[whole] != nil { return [whole] }
    let parts = text.unicodeScalars.split(whereSeparator: ListMark.scalars.contains).map {
      Substring($0)
    }
    let named = parts.compactMap { try? found(String($0)) }
    if parts.count > 1, named.count == parts.count {
      // A key beside its name is one, whatever stands between them.
      return named.allSatisfy { $0 == named[0] } ? [named[0]] : named
    }
    if let one = try? found(text), parts.allSatisfy({ describes($0, one) }) { return [one] }
    var ids: [String] = []
    for part in parts {
      let part = String(part)
      if NormalizedText.key(part).isEmpty { continue }
      do throws(CellFault) {
        if let one = try found(part) {
          ids.append(one)
        } else {
          for word in NormalizedText.key(part).split(separator: " ") {
            ids.append(try id(for: String(word)))
          }
        }
      } catch {
        throw CellFault(error.rule, part: error.part ?? part, related: error.related)
      }
    }
    return ids
  }
}

extension FaultRule {
  /// A name that two entries share.
  public static let nameAmbiguous = FaultRule(
    "I141",
    text: Bilingual(zh: "有两人（或两个单位）同名，无法确定是谁", en: "Two entries have this name"),
    hint: Bilingual(
      zh: "改填工号（编号），或写成“姓名（单位）”。",
      en: "Write the staff number, or the name with the unit in brackets."))
}

extension FaultRule {
  /// A number and one of the list that only zeros in front tell apart.
  public static let zerosDiffer = FaultRule(
    "I143",
    text: Bilingual(
      zh: "名单中没有这个编号，但有一个只差前导零", en: "Only leading zeros tell this number from one in the list"),
    hint: Bilingual(
      zh: "电子表格把编号当作数字时会丢掉前导零：两列都设为文本格式，重新填写带0的编号。",
      en:
        "A spreadsheet drops them from numbers: format both columns as text and enter the numbers again."
    ))
}

extension FaultRule {
  /// A name whose entry has a key that could not be read. It follows from that fault, so a ``TableReader`` leaves it
  /// out.
  static let entryUnreadable = FaultRule(
    "I144",
    text: Bilingual(zh: "所指一行的编号不可读", en: "The key of the entry named here cannot be read"),
    hint: Bilingual(zh: "先改正那一行的编号。", en: "Correct the key of that row first."))
}

extension FaultRule {
  /// A key with the name of somebody else beside it.
  public static let keyOfAnother = FaultRule(
    "I142",
    text: Bilingual(
      zh: "工号（编号）与旁边的姓名（名称）不是同一个", en: "The key and the name beside it are not of the same entry"),
    hint: Bilingual(zh: "核对后只留工号（编号）。", en: "Find out which is meant and leave the key alone."))
}

extension TableRow {
  /// The key that a cell names, by key or name; see ``NameIndex``.
  public mutating func named(
    _ key: String, in index: NameIndex, isRequired: Bool = true
  ) -> String? {
    let id = isRequired ? required(key, index.format) : optional(key, index.format)
    noteIfNamed(id.map { [$0] } ?? [], text(key))
    return id
  }

  /// The key of a person by the column of staff numbers or, where that is blank, by name and unit.
  public mutating func person(
    _ key: String, name: String, unit: String, in index: NameIndex
  ) -> String? {
    guard isBlank(key), !isBlank(name) else { return named(key, in: index) }
    let beside = text(unit)
    let id = required(
      name, CellFormat { text throws(CellFault) in try index.id(for: text, unit: beside) })
    record(name, for: place.appending(key))
    noteIfNamed(id.map { [$0] } ?? [], text(name))
    return id
  }

  /// The lists of a numbered family, each cell with keys or names.
  public mutating func numbered(_ key: String, in index: NameIndex) -> [[String]] {
    cells(key, index.listFormat).map { column, ids in
      noteIfNamed(ids, table.sheet.text(row: row, column: column))
      return ids
    }
  }

  private mutating func noteIfNamed(_ ids: [String], _ text: String) {
    // Written out again as most cells are.
    if ids.count == 1 ? ids[0] == text : ids.joined(separator: "、") == text { return }
    let key = NormalizedText.key(text)
    if ids.contains(where: { !key.contains($0) }) { namedCells += 1 }
  }
}
