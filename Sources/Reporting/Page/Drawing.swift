/// Scalable pictures inside a page, in whole pixels.
enum Drawing {
  /// A picture with its title, which screen readers read.
  static func picture(
    width: Int, height: Int, title: String, left: Int = 0,
    @MarkupBuilder content: () -> Markup
  ) -> Markup {
    tag(
      "svg", Attribute("viewBox", "\(left) 0 \(width) \(height)"), Attribute("width", width),
      Attribute("height", height), Attribute("role", "img"), Attribute("aria-label", title)
    ) {
      tag("title") { title }
      content()
    }
  }

  /// The name of a row of a chart, with its baseline.
  struct RowName {
    let text: String
    let y: Int
    /// A smaller line below.
    var detail: String?
  }

  /// Tallest picture that is made smaller to stand on one sheet of A4 across, in pixels: there it has two thirds of its
  /// size, and its letters are 8 pixels high.
  private static let sheetHeight = 880

  /// A picture with names at its left edge. On a narrow screen they stay in sight, shortened, while the rest
  /// scrolls sideways below them.
  ///
  /// The names take the picture's first `left` pixels; `isAtPlot` says that they end there, as beside bars.
  static func chart(
    width: Int, height: Int, title: String, left: Int, names: [RowName], isAtPlot: Bool = false,
    @MarkupBuilder content: () -> Markup
  ) -> Markup {
    let short = 116
    return tag("div", height <= sheetHeight ? .class("chart", "one") : .class("chart")) {
      // Who listens meets the names in the titles of what the rows show.
      column(of: names, width: left, height: height, isAtEnd: isAtPlot, .class("whole"))
      column(of: names, width: short, height: height, isAtEnd: false, .class("short"))
      picture(width: width - left, height: height, title: title, left: left, content: content)
    }
  }

  private static func column(
    of names: [RowName], width: Int, height: Int, isAtEnd: Bool, _ style: Attribute
  ) -> Markup {
    let x = isAtEnd ? width - 4 : 0
    return tag(
      "svg", style, Attribute("viewBox", "0 0 \(width) \(height)"), Attribute("width", width),
      Attribute("height", height), Attribute("aria-hidden", "true")
    ) {
      for name in names {
        text(
          fitting(name.text, pixels: width - 8), x: x, y: name.y,
          isAtEnd ? .class("bold", "end") : .class("bold"))
        if let detail = name.detail {
          text(
            fitting(detail, pixels: width - 8), x: x, y: name.y + 13,
            isAtEnd ? .class("tiny", "soft", "end") : .class("tiny", "soft"))
        }
      }
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

  /// A rectangle of slanting lines, which means "closed" or "earlier".
  ///
  /// The lines are drawn one by one: a browser that prints a pattern paints it as pictures, and a page of
  /// charts became a file of two hundred megabytes.
  static func hatched(x: Int, y: Int, width: Int, height: Int) -> Markup {
    let (right, bottom) = (x + max(0, width), y + max(0, height))
    let path = stride(from: (x + y) / 8 * 8 + 8, to: right + bottom, by: 8).map { sum in
      let (from, to) = (max(x, sum - bottom), min(right, sum - y))
      return "M\(from) \(sum - from)L\(to) \(sum - to)"
    }
    return tag("path", Attribute("d", path.joined()), .class("hatch"))
  }
}

/// `text` shortened to about `pixels` at twelve-pixel type: seven pixels a narrow character.
func fitting(_ text: String, pixels: Int) -> String {
  shortened(text, to: max(1, pixels * 10 / 67))
}
