import Diagnostics

/// A colour of the style sheet. Whoever uses one also draws a letter, a dash pattern or a hatching.
enum Tone: CaseIterable {
  case green, blue, gold, plum, brown, grey

  /// Class of a mark in a table.
  var mark: Attribute {
    switch self {
    case .green: .class("mark", "green")
    case .blue: .class("mark", "blue")
    case .gold: .class("mark", "gold")
    case .plum: .class("mark", "plum")
    case .brown: .class("mark", "brown")
    case .grey: .class("mark", "grey")
    }
  }

  /// Class of a mark in a table whose colour others have too: the first has a whole border, the next a dashed,
  /// a dotted and a double one, so that they differ in black and white.
  func mark(_ variant: Int) -> Attribute {
    switch variant % 4 {
    case 1: mark.adding(class: "dashed")
    case 2: mark.adding(class: "dotted")
    case 3: mark.adding(class: "double")
    default: mark
    }
  }

  /// Class of a filled shape.
  var fill: Attribute {
    switch self {
    case .green: .class("fill-green")
    case .blue: .class("fill-blue")
    case .gold: .class("fill-gold")
    case .plum: .class("fill-plum")
    case .brown: .class("fill-brown")
    case .grey: .class("fill-grey")
    }
  }

  /// Class of a line.
  var line: Attribute {
    switch self {
    case .green: .class("link", "line-green")
    case .blue: .class("link", "line-blue")
    case .gold: .class("link", "line-gold")
    case .plum: .class("link", "line-plum")
    case .brown: .class("link", "line-brown")
    case .grey: .class("link", "line-grey")
    }
  }

  /// Class of bold writing in the middle of a shape.
  var ink: Attribute {
    switch self {
    case .green: .class("mid", "bold", "ink-green")
    case .blue: .class("mid", "bold", "ink-blue")
    case .gold: .class("mid", "bold", "ink-gold")
    case .plum: .class("mid", "bold", "ink-plum")
    case .brown: .class("mid", "bold", "ink-brown")
    case .grey: .class("mid", "bold", "ink-grey")
    }
  }

  /// Class of small bold writing in the middle of a shape.
  var smallInk: Attribute {
    switch self {
    case .green: .class("mid", "bold", "tiny", "ink-green")
    case .blue: .class("mid", "bold", "tiny", "ink-blue")
    case .gold: .class("mid", "bold", "tiny", "ink-gold")
    case .plum: .class("mid", "bold", "tiny", "ink-plum")
    case .brown: .class("mid", "bold", "tiny", "ink-brown")
    case .grey: .class("mid", "bold", "tiny", "ink-grey")
    }
  }

  /// Dash pattern of a line, so that links differ in black and white too.
  var dashes: String {
    switch self {
    case .green: "none"
    case .blue: "9 3"
    case .gold: "5 3"
    case .plum: "2 3"
    case .brown: "9 3 2 3"
    case .grey: "1 2"
    }
  }
}

extension Language {
  /// The text in this language.
  func say(_ zh: String, _ en: String) -> String { self == .zh ? zh : en }

  /// `text` in brackets of this language.
  func bracketed(_ text: String) -> String { self == .zh ? "（\(text)）" : " (\(text))" }
}

/// A section with a heading.
func section(
  _ heading: String, id: StaticString, @MarkupBuilder content: () -> Markup
) -> Markup {
  tag("section", Attribute("id", "\(id)")) {
    tag("h2") { heading }
    content()
  }
}

/// `part` of `whole` in whole per cent, half up; `–` if the whole is nothing.
func share(_ part: Int, of whole: Int) -> String {
  whole > 0 ? "\((200 * part + whole) / (2 * whole))%" : "–"
}
