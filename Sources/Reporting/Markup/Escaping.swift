/// Text made safe to stand between two tags.
package struct EscapedText: Hashable, Sendable {
  /// The text as HTML.
  package let html: String

  /// Escapes any string.
  package init(_ raw: String) {
    html = escaped(raw) { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      default: nil
      }
    }
  }
}

/// Text made safe to stand inside a double-quoted attribute.
package struct EscapedAttribute: Hashable, Sendable {
  /// The text as HTML, without the quotes.
  package let html: String

  /// Escapes any string.
  package init(_ raw: String) {
    html = escaped(raw) { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      case "`": "&#96;"
      case "\t": "&#9;"
      case "\n": "&#10;"
      default: nil
      }
    }
  }
}

/// Replaces what `entity` names, control characters, and characters that reorder or hide text.
///
/// A name with U+202E in it would otherwise print backwards, and one with a zero-width space would
/// pass for another; both are shown as `[U+202E]`.
private func escaped(_ raw: String, entity: (Unicode.Scalar) -> String?) -> String {
  var html = ""
  html.reserveCapacity(raw.utf8.count)
  for scalar in raw.unicodeScalars {
    if let entity = entity(scalar) {
      html += entity
    } else if scalar == "\n" || scalar == "\t" {
      html.unicodeScalars.append(scalar)
    } else if scalar.properties.generalCategory == .control {
      html += "\u{FFFD}"
    } else if isDeceptive(scalar) {
      html += "[U+\(String(scalar.value, radix: 16, uppercase: true))]"
    } else {
      html.unicodeScalars.append(scalar)
    }
  }
  return html
}

private func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: true
  default: false
  }
}
