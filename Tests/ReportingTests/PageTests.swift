import Diagnostics
import DutyRostering
import Foundation
import PublicDraw
import Reporting
import SampleData
import Solving
import Testing

@Test(arguments: hostileTexts, Language.allCases)
func `whatever a user types, a page is made of known tags and attributes`(
  text: String, language: Language
) throws {
  for (name, html) in try allPages(text, language) {
    let page = PageStructure(html)
    #expect(page.imbalance == [], "\(name)")
    let tags = Set(page.tags.map(\.name))
    #expect(tags.subtracting(PageStructure.knownTags) == [], "\(name)")
    let attributes = Set(page.tags.flatMap { $0.attributes.map(\.name) })
    #expect(attributes.subtracting(PageStructure.knownAttributes) == [], "\(name)")
    #expect(page.tags.count { $0.name == "style" } == 1, "\(name)")
    #expect(page.style == "\(StyleSheet.text)", "\(name)")
  }
}

@Test(arguments: Language.allCases)
func `a page loads and runs nothing`(language: Language) throws {
  for (name, html) in try allPages("长宁", language) {
    let lower = html.lowercased().replacing("http-equiv", with: "")
    for word in ["http", "<script", "<link", "<img", "@import", "javascript:", "src=", "href="] {
      #expect(!lower.contains(word), "\(name): \(word)")
    }
    let loads = PageStructure(html).tags.flatMap(\.attributes).filter {
      $0.value.contains("url(")
    }
    #expect(loads.isEmpty, "\(name)")
  }
}

@Test func `the policy allows the one style sheet by its hash, and nothing else`() throws {
  let digest = Digest.sha256(Array("\(StyleSheet.text)".utf8))
  #expect(StyleSheet.hash == Data(digest).base64EncodedString())
  let html = try pairingPage("x", .en)
  let policy = try #require(
    PageStructure(html).tags.first { tag in
      tag.attributes.contains { $0.value == "Content-Security-Policy" }
    }?.attributes.first { $0.name == "content" }?.value)
  // The policy is escaped as an attribute; its quotes come back when it is read.
  #expect(
    policy.replacing("&#39;", with: "'")
      == "default-src 'none'; style-src 'sha256-\(StyleSheet.hash)'; base-uri 'none'; "
      + "form-action 'none'")
}

@Test(arguments: Language.allCases)
func `the same answer gives the same bytes`(language: Language) throws {
  let first = try allPages("甲", language).map(\.html)
  let second = try allPages("甲", language).map(\.html)
  #expect(first == second)
}

@Test func `each language says so and speaks only for itself`() throws {
  for (name, html) in try allPages("X", .en) {
    #expect(html.contains("<html lang=\"en\">"), "\(name)")
    let chinese = html.unicodeScalars.filter {
      $0.properties.isIdeographic && !"\(StyleSheet.text)".unicodeScalars.contains($0)
    }
    // Names of holidays come from the calendar and stay Chinese.
    let allowed = Set("国庆节中秋劳动端午清明春元旦".unicodeScalars)
    #expect(
      chinese.allSatisfy { allowed.contains($0) },
      "\(name): \(String(String.UnicodeScalarView(chinese.prefix(20))))")
  }
  for (name, html) in try allPages("X", .zh) {
    #expect(html.contains("<html lang=\"zh-CN\">"), "\(name)")
  }
}

@Test func `a page that is sent out carries the office's title and a line to sign on`() throws {
  for (name, html) in try allPages("长宁", .zh) {
    #expect(html.contains("<h1>关于长宁的安排表</h1>"), "\(name)")
    #expect(html.contains("制表人：</span><span>审核：</span><span>日期：</span>"), "\(name)")
  }
  for (name, html) in try allPages("Changning", .en) {
    #expect(html.contains("<h1>Changning</h1>"), "\(name)")
    #expect(html.contains("<span>Approved by:</span>"), "\(name)")
  }
}

@Test func `the grid of sixty people over a year stays below two megabytes`() throws {
  let problem = try ShiftRosteringProblem(
    validating: WardSample(people: 60, days: 366).draft(seed: 1))
  // Two days of three, in every duty and skill.
  let tasks = problem.people.indices.map { p in
    (0..<problem.days).map { day in
      (p + day) % 3 == 0 ? nil : (7 * p + day) % problem.tasks.count
    }
  }
  let html = problem.page(
    of: ShiftAnswer(roster: ShiftRoster(tasks: tasks), certificate: nil), proof: statement("x"),
    in: .zh)
  let start = try #require(html.range(of: "id=\"grid\""))
  let end = try #require(html.range(of: "</section>", range: start.upperBound..<html.endIndex))
  #expect(html[start.upperBound..<end.lowerBound].utf8.count < 1_900_000)
}

@Test func `every picture has a title and every wide part can be reached by keyboard`() throws {
  for (name, html) in try allPages("x", .en) {
    let page = PageStructure(html)
    for tag in page.tags where tag.name == "svg" {
      let names = tag.attributes.map(\.name)
      #expect(names.contains("aria-label") || names.contains("aria-hidden"), "\(name)")
    }
    for tag in page.tags
    where tag.attributes.contains(where: { $0.name == "class" && $0.value == "wide" }) {
      #expect(tag.attributes.contains { $0.name == "tabindex" && $0.value == "0" }, "\(name)")
    }
    #expect(page.tags.contains { $0.name == "table" }, "\(name)")
    #expect(page.tags.contains { $0.name == "thead" }, "\(name)")
  }
}

@Test func `the proof box tells broken, unproven and proven apart`() {
  func verdict(_ violations: Int, _ defects: Int, bound: Int?) -> ProofStatement {
    let text = Bilingual(zh: "甲", en: "a")
    let good = statement("x", bound: bound)
    return ProofStatement(
      termination: .optimal, terms: good.terms,
      violations: Array(repeating: text, count: violations),
      certificateDefects: Array(repeating: text, count: defects), seed: 1, work: 1, inputs: [],
      version: "x", warnings: [])
  }
  #expect(verdict(0, 0, bound: 3).verdict.en.hasPrefix("Proven optimal"))
  #expect(verdict(0, 0, bound: 2).verdict.en.hasPrefix("Feasible"))
  #expect(verdict(0, 1, bound: 3).verdict.en.contains("does not hold"))
  #expect(verdict(2, 0, bound: 3).verdict.en.contains("breaks 2 rules"))
  #expect(!verdict(0, 1, bound: 3).holds && verdict(0, 0, bound: nil).holds)
}
