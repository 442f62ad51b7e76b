import Diagnostics

/// A whole page: one file that opens without a network and runs no code.
struct Page {
  /// A number with its caption, shown large at the top.
  struct Figure {
    let value: String
    let caption: String
  }

  let language: Language
  let title: String
  let subtitle: String
  let figures: [Figure]
  let sections: [Markup]
  /// What is proven of an answer; `nil` for a page that shows none.
  let proof: ProofStatement?

  /// The page's bytes as text; the same for the same values.
  var html: String {
    let head = tag("head") {
      Markup.void("meta", [Attribute("charset", "utf-8")])
      Markup.void(
        "meta",
        [
          Attribute("http-equiv", "Content-Security-Policy"),
          Attribute("content", Self.policy),
        ])
      Markup.void(
        "meta",
        [
          Attribute("name", "viewport"),
          Attribute("content", "width=device-width, initial-scale=1"),
        ])
      if let proof {
        Markup.void(
          "meta", [Attribute("name", "generator"), Attribute("content", proof.version)])
      }
      tag("title") { title }
      tag("style") { Markup(style: StyleSheet.text) }
    }
    let body = tag("body") {
      tag("header") {
        tag("h1") { heading }
        tag("p", .class("soft")) { subtitle }
        tag("ul", .class("figures")) {
          for figure in figures {
            tag("li") {
              tag("b") { figure.value }
              tag("span") { figure.caption }
            }
          }
        }
      }
      tag("main") {
        for section in sections { section }
        if let proof { ProofBox(statement: proof, language: language).markup }
      }
      tag("footer") {
        if proof != nil { signatures(language) }
        language == .zh
          ? "本页为单一文件，不联网，可直接打印（A4 横向）。"
          : "This page is a single file that uses no network; it prints on A4 landscape."
      }
    }
    let lang = language == .zh ? "zh-CN" : "en"
    let root = tag("html", Attribute("lang", lang)) {
      head
      body
    }
    return "<!DOCTYPE html>\n" + root.html + "\n"
  }

  /// The title as the office writes it over a table that it sends out.
  private var heading: String {
    language == .zh && proof != nil && !title.hasSuffix("表") && !title.hasSuffix("单")
      ? "关于\(title)的安排表" : title
  }

  /// Nothing may be loaded or run; only the one style sheet counts.
  package static let policy =
    "default-src 'none'; style-src 'sha256-\(StyleSheet.hash)'; base-uri 'none'; form-action 'none'"
}

/// The line on which those sign who made it and who approves it.
func signatures(_ language: Language) -> Markup {
  tag("p", .class("sign")) {
    for (zh, en) in [("制表人：", "Prepared by:"), ("审核：", "Approved by:"), ("日期：", "Date:")] {
      tag("span") { language.say(zh, en) }
    }
  }
}
