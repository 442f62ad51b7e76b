/// Scalable pictures inside a page, in whole pixels.
enum Drawing {
  /// A picture with its title, which screen readers read.
  static func picture(
    width: Int, height: Int, title: String, @MarkupBuilder content: () -> Markup
  ) -> Markup {
    tag(
      "svg", Attribute("viewBox", "0 0 \(width) \(height)"), Attribute("width", width),
      Attribute("height", height), Attribute("role", "img"), Attribute("aria-label", title)
    ) {
      tag("title") { title }
      content()
    }
  }

  /// A group with a title that shows on hovering and is reached by keyboard.
  static func item(_ title: String, @MarkupBuilder content: () -> Markup) -> Markup {
    tag(
      "g", Attribute.class("item"), Attribute("tabindex", 0), Attribute("role", "img"),
      Attribute("aria-label", title)
    ) {
      tag("title") { title }
      content()
    }
  }

  static func rectangle(
    x: Int, y: Int, width: Int, height: Int, round: Int = 0, _ attributes: Attribute...
  ) -> Markup {
    let place = Attribute.numbers(("x", x), ("y", y), ("width", width), ("height", height))
    return tag("rect", place + (round > 0 ? [Attribute("rx", round)] : []) + attributes)
  }

  static func line(x1: Int, y1: Int, x2: Int, y2: Int, _ attributes: Attribute...) -> Markup {
    tag("line", Attribute.numbers(("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)) + attributes)
  }

  static func text(_ text: String, x: Int, y: Int, _ attributes: Attribute...) -> Markup {
    tag("text", Attribute.numbers(("x", x), ("y", y)) + attributes) { text }
  }

  /// A pattern of slanting lines that means "closed", to be filled in by `url(#hatch)`.
  static var hatching: Markup {
    tag("defs") {
      tag(
        "pattern",
        [Attribute("id", "hatch"), Attribute("patternUnits", "userSpaceOnUse")]
          + Attribute.numbers(("width", 8), ("height", 8))
      ) {
        tag("path", Attribute("d", "M0 8L8 0M-1 1L1 -1M7 9L9 7"), .class("hatch"))
      }
    }
  }
}

/// `text` shortened to about `pixels` at twelve-pixel type: seven pixels a narrow character.
func fitting(_ text: String, pixels: Int) -> String {
  shortened(text, to: max(1, pixels * 10 / 67))
}
