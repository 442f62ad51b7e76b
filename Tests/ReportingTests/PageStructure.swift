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
    var rest = html.dropFirst("<!DOCTYPE html>".count)
    while let start = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: start)...]
      if rest.first == "/" {
        let end = rest.firstIndex(of: ">") ?? rest.endIndex
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
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
        style = String(content[..<(content.firstIndex(of: "<") ?? content.endIndex)])
      }
    }
    imbalance += open
  }

  /// Reads a name and attributes with quoted values up to and including `>`.
  private static func startTag(
    _ text: Substring
  ) -> (name: String, attributes: [(name: String, value: String)], rest: Substring) {
    let name = text.prefix { $0 != " " && $0 != ">" }
    var rest = text[name.endIndex...]
    var attributes: [(name: String, value: String)] = []
    while rest.first == " " {
      rest = rest.dropFirst()
      let key = rest.prefix { $0 != "=" }
      rest = rest[key.endIndex...].dropFirst(2)
      let value = rest.prefix { $0 != "\"" }
      rest = rest[value.endIndex...].dropFirst()
      attributes.append((String(key), String(value)))
    }
    return (String(name), attributes, rest)
  }

  /// Element names that pages use.
  static let knownTags: Set = [
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "h1",
    "h2", "h3", "p", "div", "span", "b", "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody",
    "tr",
    "th", "td", "svg", "g", "rect", "line", "path", "text", "defs", "pattern",
  ]
  /// Attribute names that pages use; none can run or load anything.
  static let knownAttributes: Set = [
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "tabindex", "role",
    "aria-label", "aria-hidden", "colspan", "scope", "title", "viewBox", "width", "height", "x",
    "y",
    "x1", "y1", "x2", "y2", "rx", "d", "fill", "stroke-dasharray", "patternUnits",
  ]
}
