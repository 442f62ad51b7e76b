/// What a page is made of, found by a scanner that shares nothing with the page's writer.
struct PageStructure {
  /// Element names of all start tags, with their attributes.
  private(set) var tags: [(name: String, attributes: [(name: String, value: String)])] = []
  /// End tags that closed nothing, and elements left open.
  private(set) var imbalance: [String] = []
  /// Content of the `<style>` element.
  private(set) var style = ""

  private static let empty: Set = ["meta"]

  init(_ html: String) {
    var open: [String] = []
    // Bytes: what ends a name or a value is one byte, and letters of several are never cut.
    var rest = Array(html.utf8)["<!DOCTYPE html>".utf8.count...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(start + 1)...]
      if rest.first == UInt8(ascii: "/") {
        let end = rest.firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex
        let name = Self.text(rest[(rest.startIndex + 1)..<end])
        if open.last == name { open.removeLast() } else { imbalance.append(name) }
        rest = rest[end...]
        continue
      }
      let (name, attributes, after) = Self.startTag(rest)
      tags.append((name, attributes))
      if !Self.empty.contains(name) { open.append(name) }
      rest = after
      if name == "style" {
        let content = rest.dropFirst()
        style = Self.text(
          content[..<(content.firstIndex(of: UInt8(ascii: "<")) ?? content.endIndex)])
      }
    }
    imbalance += open
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Reads a name and attributes with quoted values up to and including `>`.
  private static func startTag(
    _ text: ArraySlice<UInt8>
  ) -> (
    name: String, attributes: [(name: String, value: String)], rest: ArraySlice<UInt8>
  ) {
    let name = text.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ">") }
    var rest = text[name.endIndex...]
    var attributes: [(name: String, value: String)] = []
    while rest.first == UInt8(ascii: " ") {
      rest = rest.dropFirst()
      let key = rest.prefix { $0 != UInt8(ascii: "=") }
      rest = rest[key.endIndex...].dropFirst(2)
      let value = rest.prefix { $0 != UInt8(ascii: "\"") }
      rest = rest[value.endIndex...].dropFirst()
      attributes.append((Self.text(key), Self.text(value)))
    }
    return (Self.text(name), attributes, rest)
  }

  /// Element names that pages use.
  static let knownTags: Set = [
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "h1",
    "h2", "h3", "p", "div", "span", "b", "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody",
    "tr",
    "th", "td", "svg", "g", "rect", "line", "path", "text", "small",
  ]
  /// Attribute names that pages use; none can run or load anything.
  static let knownAttributes: Set = [
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "tabindex", "role",
    "aria-label", "aria-hidden", "colspan", "scope", "title", "viewBox", "width", "height", "x",
    "y",
    "x1", "y1", "x2", "y2", "rx", "d", "fill", "stroke-dasharray",
  ]
}
