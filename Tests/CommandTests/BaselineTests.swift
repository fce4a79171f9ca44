import Foundation
import TestSupport
import Testing

/// `--baselines`: the comparison columns of a report, and the page that shows them.
@Suite(.enabled(if: SetUp.isDone, "runtime/setup.sh was not run")) struct BaselineTests {

  /// Returns the sum over all parts of the file of `column` in a report's `components`.
  private func total(_ column: String, _ components: [[String: Any]]) throws -> Int {
    try components.reduce(0) { sum, component in
      let sizes = try #require(component[column] as? [String: Int])
      return sum + ["headers", "text", "rodata", "data"].reduce(0) { $0 + (sizes[$1] ?? 0) }
    }
  }

  @Test func fourColumns() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      #include <stdio.h>
      int main(int count, char **arguments) { printf("%d\\n", count); return 0; }
      """, to: "a.c")
    #expect(try Command.specialise(["cc", "a.c", "-o", "a"], in: folder).status == 0)
    let arguments = ["a.bc", "-o", "a.elf", "--baselines", "--report-json", "a.json"]
    let first = try Command.specialise(arguments + ["--report-html", "a.html"], in: folder)
    #expect(first.status == 0)
    let titles = first.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(titles.contains { $0.suffix(4) == ["everything", "linked", "LTO", "specialised"] })

    let json = try JSONSerialization.jsonObject(with: Data(folder.bytes(of: "a.json")))
    let report = try #require(json as? [String: Any])
    let components = try #require(report["components"] as? [[String: Any]])
    let everything = try total("everything", components)
    let linked = try total("linked", components)
    let lto = try total("lto", components)
    let specialised = try total("specialised", components)
    #expect(specialised == (try folder.bytes(of: "a.elf")).count)
    #expect(specialised < lto && lto < linked && linked < everything)

    // The cache changes nothing; the page is that of the saved report.
    #expect(
      try Command.specialise(["report", "a.json", "--html", "b.html"], in: folder).status == 0)
    #expect(try folder.read("a.html") == folder.read("b.html"))
    let second = try Command.specialise(
      ["a.bc", "-o", "b.elf", "--baselines", "--report-json", "b.json"], in: folder)
    #expect(second.status == 0)
    let again = try #require(
      try JSONSerialization.jsonObject(with: Data(folder.bytes(of: "b.json"))) as? [String: Any])
    let others = try #require(again["components"] as? [[String: Any]])
    #expect(components as NSArray == others as NSArray)
  }
}
