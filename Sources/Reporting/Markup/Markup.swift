/// A piece of a page. It can only be made of tags written in this program and of escaped text, so
/// nothing that a user typed can become a tag.
package struct Markup: Hashable, Sendable {
  /// The HTML.
  package private(set) var html: String

  /// Nothing.
  package init() { html = "" }

  private init(html: String) { self.html = html }

  /// Escaped text.
  package init(text: String) { html = EscapedText(text).html }

  /// The content of a `<style>` element, which is not escaped and therefore must be a constant.
  package init(style: StaticString) { html = "\(style)" }

  /// A block of data for a script: JSON, in which no `<` is left that could end the block.
  package init(data json: String, id: StaticString) {
    let safe = json.replacing("<", with: "\\u003c").replacing("\u{2028}", with: "\\u2028")
      .replacing("\u{2029}", with: "\\u2029")
    html = "<script type=\"application/json\" id=\"\(id)\">\(safe)</script>"
  }

  /// Appends another piece.
  package mutating func append(_ other: Markup) { html += other.html }

  /// An element with its content.
  package static func element(
    _ name: StaticString, _ attributes: [Attribute], _ content: Markup
  ) -> Markup {
    Markup(html: "<\(name)\(Attribute.html(attributes))>\(content.html)</\(name)>")
  }

  /// An element that has no content and no end tag, such as `meta`.
  package static func void(_ name: StaticString, _ attributes: [Attribute]) -> Markup {
    Markup(html: "<\(name)\(Attribute.html(attributes))>")
  }
}

/// An attribute of an element.
package struct Attribute: Hashable, Sendable {
  private let html: String

  /// An attribute with an escaped value.
  package init(_ name: StaticString, _ value: String) {
    html = " \(name)=\"\(EscapedAttribute(value).html)\""
  }

  /// An attribute with a whole number.
  package init(_ name: StaticString, _ value: Int) { html = " \(name)=\"\(value)\"" }

  /// Classes of the style sheet.
  package static func `class`(_ names: StaticString...) -> Attribute {
    Attribute("class", names.map { "\($0)" }.joined(separator: " "))
  }

  /// The attribute with one more class.
  package func adding(class name: StaticString) -> Attribute {
    Attribute(html: html.dropLast() + " \(name)\"")
  }

  private init(html: String) { self.html = html }

  /// Several attributes with whole numbers, such as the corners of a rectangle.
  package static func numbers(_ pairs: (StaticString, Int)...) -> [Attribute] {
    pairs.map { Attribute($0.0, $0.1) }
  }

  fileprivate static func html(_ list: [Attribute]) -> String {
    list.map(\.html).joined()
  }
}

/// Collects the children of an element; a string among them is escaped.
@resultBuilder
package enum MarkupBuilder {
  package static func buildExpression(_ markup: Markup) -> Markup { markup }
  package static func buildExpression(_ text: String) -> Markup { Markup(text: text) }
  package static func buildBlock(_ parts: Markup...) -> Markup { joined(parts) }
  package static func buildArray(_ parts: [Markup]) -> Markup { joined(parts) }
  package static func buildOptional(_ part: Markup?) -> Markup { part ?? Markup() }
  package static func buildEither(first part: Markup) -> Markup { part }
  package static func buildEither(second part: Markup) -> Markup { part }

  private static func joined(_ parts: [Markup]) -> Markup {
    parts.reduce(into: Markup()) { $0.append($1) }
  }
}

/// An element.
func tag(
  _ name: StaticString, _ attributes: Attribute...,
  @MarkupBuilder content: () -> Markup = { Markup() }
) -> Markup {
  .element(name, attributes, content())
}

/// An element with a list of attributes.
func tag(
  _ name: StaticString, _ attributes: [Attribute],
  @MarkupBuilder content: () -> Markup = { Markup() }
) -> Markup {
  .element(name, attributes, content())
}
