/// A table for a terminal, aligned also where Chinese takes two columns a character.
public struct TextTable: Sendable {
  /// Which edge the cells of a column share.
  public enum Alignment: Sendable {
    /// The left edge: words.
    case left
    /// The right edge: numbers.
    case right
  }

  /// A column.
  public struct Column: Sendable {
    let title: String
    let alignment: Alignment

    /// A column with its heading.
    public init(_ title: String, _ alignment: Alignment = .left) {
      self.title = title
      self.alignment = alignment
    }
  }

  /// Fewest terminal columns to which a column is narrowed.
  public static let narrowest = 6

  private let columns: [Column]
  private var rows: [[String]] = []

  /// A table without rows.
  public init(_ columns: [Column]) { self.columns = columns }

  /// Whether there is no row yet.
  public var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; missing cells are empty, and control characters become spaces.
  public mutating func append(_ cells: [String]) {
    rows.append(columns.indices.map { $0 < cells.count ? printable(cells[$0]) : "" })
  }

  /// The table, a line a row, under its headings and a rule; two spaces between columns.
  ///
  /// - Parameter width: Terminal columns to fit into, by narrowing the widest columns and wrapping
  ///   their cells, between words if that is enough; `nil` for no limit. A table of too many columns becomes a block of lines a row.
  /// - Returns: Lines without a final line break.
  public func text(within width: Int? = nil) -> String {
    var widths = columns.indices.map { c in
      rows.reduce(displayWidth(columns[c].title)) { max($0, displayWidth($1[c])) }
    }
    if let width {
      // Numbers, dates and words stay whole as long as other columns can give way.
      let whole = columns.indices.map { c in
        rows.reduce(unbrokenWidth(columns[c].title)) { max($0, unbrokenWidth($1[c])) }
      }
      while widths.reduce(2 * (widths.count - 1), +) > width {
        let gives = widths.indices.filter { widths[$0] > max(Self.narrowest, whole[$0]) }
        let all = widths.indices.filter { widths[$0] > Self.narrowest }
        guard let widest = (gives.isEmpty ? all : gives).max(by: { widths[$0] < widths[$1] })
        else { return blocks(within: width) }
        widths[widest] -= 1
      }
    }
    let heading = line(columns.map(\.title), widths)
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([heading, rule] + rows.map { line($0, widths) }).joined(separator: "\n")
  }

  /// Every row as a block, a line a cell behind its heading; cells without a word are left out.
  private func blocks(within width: Int) -> String {
    rows.map { row in
      columns.indices.filter { !row[$0].isEmpty }.map { c in
        fitted("\(columns[c].title): \(row[c])", to: width)
      }.joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// The lines of a row: cells that are too wide go on below.
  private func line(_ cells: [String], _ widths: [Int]) -> String {
    let parts = cells.indices.map { wrapped(cells[$0], to: widths[$0]) }
    let height = parts.map(\.count).max() ?? 1
    return (0..<height).map { k in
      let padded = parts.indices.map { c in
        let cell = k < parts[c].count ? parts[c][k] : ""
        let space = String(repeating: " ", count: widths[c] - displayWidth(cell))
        return columns[c].alignment == .left ? cell + space : space + cell
      }
      var joined = padded.joined(separator: "  ")
      while joined.last == " " { joined.removeLast() }
      return joined
    }.joined(separator: "\n")
  }
}

/// `text` in lines of at most `width` terminal columns, cut at spaces and beside Chinese characters, and inside a
/// word, a number or a date only where it is wider than a line; nothing is lost but spaces at the cuts. A line does
/// not begin with a closing mark (GB/T 15834, 5.1).
public func wrapped(_ text: String, to width: Int) -> [String] {
  if displayWidth(text) <= max(2, width) { return [text] }
  var lines: [String] = []
  var line: [Character] = []
  var used = 0
  // Where the line may be cut: before the character at this place.
  var cut: Int?
  for character in text {
    let wide = displayWidth(character)
    if let last = line.last, character != " " {
      let isBeside = displayWidth(last) > 1 || wide > 1
      if last == " " || (isBeside && !closing.contains(character) && !opening.contains(last)) {
        cut = line.count
      }
    }
    if used + wide > max(2, width) {
      if character == " " {
        lines.append(String(line))
        (line, used, cut) = ([], 0, nil)
        continue
      }
      let place = cut.flatMap { $0 > 0 ? $0 : nil } ?? line.count
      let head = line[..<place]
      lines.append(String(head.last == " " ? head.dropLast() : head))
      line = Array(line[place...])
      used = line.reduce(0) { $0 + displayWidth($1) }
      cut = nil
    }
    line.append(character)
    used += wide
  }
  return lines + [String(line)]
}

private let closing: Set<Character> = [
  "，", "。", "；", "：", "、", "？", "！", "）", "”", "》", "…", ".", ",", ")",
]
private let opening: Set<Character> = ["（", "“", "《", "("]

/// Terminal columns of the widest part of `text` that ``wrapped(_:to:)`` does not cut unless it must.
private func unbrokenWidth(_ text: String) -> Int {
  var (widest, used) = (0, 0)
  for character in text {
    let wide = displayWidth(character)
    used = character == " " || wide > 1 ? 0 : used + wide
    widest = max(widest, used, wide)
  }
  return widest
}

/// `text` with every line that is wider than `width` terminal columns broken, the rest indented by two
/// more than the line; a hash that would be cut, and is to be copied, is left as it is.
public func fitted(_ text: String, to width: Int) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    let indent = line.prefix { $0 == " " }
    let body = String(line.dropFirst(indent.count))
    let first = body.prefix { $0 != " " }
    let room = width - indent.count - 2
    guard displayWidth(String(line)) > width, room >= 8,
      !first.allSatisfy(\.isHexDigit) || first.count < room
    else { return String(line) }
    return wrapped(body, to: room).enumerated().map { i, part in
      indent + (i > 0 ? "  " : "") + part
    }.joined(separator: "\n")
  }.joined(separator: "\n")
}

/// `text` cut to at most `width` terminal columns, with `…` where something is missing.
public func shortened(_ text: String, to width: Int) -> String {
  guard displayWidth(text) > width else { return text }
  var kept = ""
  var used = 1
  for character in text {
    used += displayWidth(character)
    if used > width { break }
    kept.append(character)
  }
  return kept + "…"
}

/// `text` with every control character, which a terminal might obey, as a space.
public func printable(_ text: String) -> String {
  if text.isPlain { return text }
  return String(
    String.UnicodeScalarView(
      text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
}
