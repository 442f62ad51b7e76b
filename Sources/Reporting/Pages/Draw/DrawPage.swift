public import Diagnostics
public import PublicDraw

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

extension DrawTranscript {
  /// One page to print and to put up, which computes the draw again when it is opened. One file, no
  /// network; without JavaScript it reads the same and computes nothing.
  public func page(in language: Language) throws -> String {
    func say(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }
    let names = Dictionary(
      commitment.entries.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    let reasons = Dictionary(
      skips.map { ($0.id, $0.reason) }, uniquingKeysWith: { first, _ in first })
    let chosenIDs = Set(chosen)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data = String(decoding: try encoder.encode(self), as: UTF8.self)

    let table = tag("table") {
      tag("thead") {
        tag("tr") {
          for heading in [
            say("顺序", "Place"), say("编号", "Identifier"), say("名称", "Name"), say("结果", "Result"),
          ] {
            tag("th") { heading }
          }
        }
      }
      tag("tbody") {
        for (i, id) in order.enumerated() {
          tag("tr") {
            tag("td") { String(i + 1) }
            tag("td") { id }
            tag("td") { names[id] ?? "" }
            tag("td") {
              reasons[id].map { say("跳过：", "passed over: ") + $0 }
                ?? (chosenIDs.contains(id) ? say("入选", "chosen") : say("递补", "substitute"))
            }
          }
        }
      }
    }
    let facts: [(String, String)] =
      [
        (say("日期", "Date"), date), (say("主持", "Run by"), conductor),
        (say("抽取数", "Places"), String(commitment.places)), (say("规则", "Rules"), commitment.rules),
        (say("事先公布的摘要", "Published hash"), commitmentHash),
      ]
      + zip(commitment.sources, values).map { ($0, $1) }
      + zip(commitment.parties, nonces).map {
        (say("密数：", "Nonce: ") + $0.name, "\($1)（SHA-256 \($0.nonceHash)）")
      }
      + [
        (say("种子", "Seed"), seed), (say("前一次抽选", "Draw before"), commitment.previous),
        (say("本次记录的摘要", "Hash of this transcript"), hash),
      ]
    let body = tag("body", .class("sheet")) {
      tag("header") {
        tag("h1") { say("关于\(commitment.title)的抽选结果", "Draw: \(commitment.title)") }
        tag("p", .class("soft")) {
          tag(
            "b", Attribute("id", "verdict"),
            Attribute(
              "data-good", say("本页已重新计算：与记录一致。", "Computed again on this page: it agrees.")),
            Attribute("data-bad", say("本页重新计算：不一致！", "Computed again on this page: it differs!")),
            Attribute("data-parts", Self.parts(language))
          ) { say("打开脚本后本页会自行重算。", "With scripts on, this page computes the draw again.") }
        }
      }
      tag("main") {
        tag("section", Attribute("id", "drawn")) { table }
        tag("section") {
          tag("h2") { say("如何复核", "How to check") }
          tag("table") {
            tag("tbody") {
              for fact in facts where !fact.1.isEmpty {
                tag("tr") {
                  tag("th") { fact.0 }
                  tag("td", .class("mono")) { fact.1 }
                }
              }
            }
          }
          tag("p", .class("small")) {
            say(
              "名单按编号排序，每行“编号 制表符 名称”；名单与规则的SHA-256先行公布。种子为版本、两个摘要、各公共数与密数逐行相接的SHA-256；"
                + "第k个数取自SHA-256（种子‖k），超出可整除范围的舍去；自末位起逐位交换。",
              "The list is sorted by identifier, one line each; the SHA-256 of list and rules is published "
                + "first. The seed is the SHA-256 of version, both hashes, public numbers and nonces, a "
                + "line each; numbers come from SHA-256(seed, k), those beyond the largest multiple are "
                + "thrown away; the shuffle goes from the last place to the first.")
          }
        }
      }
      tag("footer") { signatures(language) }
      Markup(data: data, id: "transcript")
      Markup.element("script", [], Markup(style: DrawScript.text))
    }
    let head = tag("head") {
      Markup.void("meta", [Attribute("charset", "utf-8")])
      Markup.void(
        "meta",
        [
          Attribute("http-equiv", "Content-Security-Policy"),
          Attribute(
            "content",
            "default-src 'none'; style-src 'sha256-\(StyleSheet.hash)'; "
              + "script-src 'sha256-\(DrawScript.hash)'; base-uri 'none'; form-action 'none'"),
        ])
      Markup.void(
        "meta",
        [
          Attribute("name", "viewport"),
          Attribute("content", "width=device-width, initial-scale=1"),
        ])
      tag("title") { commitment.title }
      tag("style") { Markup(style: StyleSheet.text) }
    }
    let root = tag("html", Attribute("lang", language == .zh ? "zh-CN" : "en")) {
      head
      body
    }
    return "<!DOCTYPE html>\n" + root.html + "\n"
  }

  /// What may differ, in words: the script's key, an equals sign and the words, joined by bars.
  private static func parts(_ language: Language) -> String {
    let words: [(String, Bilingual)] = [
      ("nonce", Bilingual(zh: "密数", en: "a nonce")),
      ("commitmentHash", Bilingual(zh: "事先公布的摘要", en: "the published hash")),
      ("seed", Bilingual(zh: "种子", en: "the seed")),
      ("order", Bilingual(zh: "抽选顺序", en: "the order")),
      ("chosen", Bilingual(zh: "入选名单", en: "who is chosen")),
      ("substitutes", Bilingual(zh: "递补名单", en: "the substitutes")),
      ("hash", Bilingual(zh: "本次记录的摘要", en: "the hash of this transcript")),
      ("table", Bilingual(zh: "上表与记录", en: "the table above")),
    ]
    return words.map { "\($0.0)=\($0.1[language])" }.joined(separator: "|")
  }
}
