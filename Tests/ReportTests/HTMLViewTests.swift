import Foundation
import Model
import Testing

@testable import Report

@Suite struct HTMLViewTests {

  /// Returns the page on `report`.
  private func page(_ report: SizeReport) -> String {
    String(decoding: HTMLView(report).bytes, as: UTF8.self)
  }

  /// Returns the data in `page`, which its script reads.
  private func data(in page: String) throws -> [String: Any] {
    let start = try #require(page.range(of: "id=\"data\">"))
    let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
    let json = Data(page[start.upperBound..<end.lowerBound].utf8)
    return try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
  }

  @Test func needsNothingElse() {
    let page = page(Samples.report)
    for reference in ["http:", "https:", " src=", "@import", "url(", "fetch(", "<link"] {
      #expect(!page.contains(reference))
    }
    #expect(!page.contains("{{}}"))
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
  }

  @Test func holdsTheReport() throws {
    let report = Samples.report
    let data = try data(in: page(report))
    let components = try #require(data["components"] as? [[String: Any]])
    #expect(components.count == report.components.count)
    var total = 0
    for component in components {
      let sizes = try #require(component["specialised"] as? [String: Int])
      total += ["headers", "text", "rodata", "data"].reduce(0) { $0 + (sizes[$1] ?? 0) }
    }
    #expect(total == report.image.bytes)
    #expect((data["symbols"] as? [Any])?.count == report.symbols.count)
    #expect((data["decisions"] as? [Any])?.count == report.decisions.count)
    #expect((data["explanations"] as? [Any])?.count == report.explanations.count)
    #expect(data["map"] == nil)
  }

  @Test func namesNeverBecomeMarkup() throws {
    var facts = Samples.facts
    facts.imageName = "<b>&.elf"
    facts.decisions = [
      Decision(
        symbol: "</script><script>alert(1)", component: "{{}}", stage: "eliminate",
        verdict: .removed, reason: "<!--")
    ]
    let page = page(SizeReport(facts))
    #expect(page.contains("<title>&lt;b&gt;&amp;.elf – size report</title>"))
    #expect(!page.contains("<b>&"))
    #expect(page.components(separatedBy: "<script").count == 3)
    #expect(page.components(separatedBy: "</script>").count == 3)
    let decisions = try #require(try data(in: page)["decisions"] as? [[String: String]])
    #expect(decisions.map { $0["symbol"] } == ["</script><script>alert(1)"])
    #expect(decisions.map { $0["component"] } == ["{{}}"])
  }

  @Test func equalReportsGiveEqualPages() {
    #expect(HTMLView(Samples.report).bytes == HTMLView(Samples.report).bytes)
  }
}
