import Foundation
import Model
import Testing

@testable import Report

@Suite struct JSONViewTests {

  /// Returns the report in the JSON `text`.
  private func read(_ text: String) throws(Diagnostic) -> SizeReport {
    try JSONView.report(from: Array(text.utf8), of: "saved.json")
  }

  /// The JSON of the sample.
  private var sample: String { String(decoding: JSONView.bytes(of: Samples.report), as: UTF8.self) }

  @Test func reportsSurvive() throws {
    #expect(try read(sample) == Samples.report)
    #expect(try read(sample.replacingOccurrences(of: "\n", with: "")) == Samples.report)
  }

  @Test func equalReportsGiveEqualBytes() {
    #expect(JSONView.bytes(of: Samples.report) == JSONView.bytes(of: Samples.report))
    #expect(sample.hasSuffix("}\n"))
    #expect(sample.contains("src/main.c"))
  }

  @Test func onlyTheRunDiffersBetweenRuns() {
    var other = Samples.report
    other.run = .init(stages: [])
    #expect(JSONView.bytes(of: other) != JSONView.bytes(of: Samples.report))
    other.run = Samples.report.run
    #expect(JSONView.bytes(of: other) == JSONView.bytes(of: Samples.report))
  }

  @Test func otherVersionsAreTold() throws {
    let text = sample.replacingOccurrences(of: "\"version\" : 1", with: "\"version\" : 2")
    let diagnostic = try #require(throws: Diagnostic.self) { try read(text) }
    #expect(diagnostic.message == "the report has version 2 of the format")
    #expect(diagnostic.site == Site("saved.json"))
    #expect(diagnostic.recommendation != nil)
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{\"version\": \"1\"}", "\u{0}\u{1}", "{\"version\": 1e99}",
  ])
  func otherFilesAreTold(text: String) throws {
    let diagnostic = try #require(throws: Diagnostic.self) { try read(text) }
    #expect(diagnostic.message == "is not a report of specialise")
  }

  @Test(arguments: [
    ("\"memoryBytes\" : 36864", "\"memoryBytes\" : \"many\"", "another type"),
    ("\"memoryBytes\" : 36864", "\"remembered\" : 36864", "lacks 'memoryBytes'"),
    ("\"memoryBytes\" : 36864", "\"memoryBytes\" : -1", "no report has the number -1"),
    ("\"milliseconds\" : 120", "\"milliseconds\" : 9223372036854775807", "no report has"),
    ("\"length\" : 64", "\"length\" : 65", "a region starts at 64, not at 65"),
    ("\"kind\" : \"note\"", "\"kind\" : \"notice\"", "map.regions[2].label.kind"),
    ("\"text\" : 5200", "\"text\" : 5201", "sizes are not those of the map"),
    ("\"bytes\" : 4500", "\"bytes\" : 4501", "symbols are not those of the map"),
  ])
  func damageIsTold(old: String, new: String, message: String) throws {
    let text = sample.replacingOccurrences(of: old, with: new)
    #expect(text != sample)
    let diagnostic = try #require(throws: Diagnostic.self) { try read(text) }
    #expect(diagnostic.message.contains(message), "\(diagnostic)")
  }

  @Test func everyTruncationIsTold() throws {
    let bytes = JSONView.bytes(of: Samples.report)
    for length in stride(from: 0, to: bytes.count - 2, by: 97) {
      #expect(throws: Diagnostic.self) {
        try JSONView.report(from: Array(bytes[..<length]), of: "saved.json")
      }
    }
  }

  @Test func randomChangesAreToldOrShown() {
    let bytes = JSONView.bytes(of: Samples.report)
    for _ in 0..<300 {
      var changed = bytes
      for _ in 0..<3 {
        changed[Int.random(in: 0..<bytes.count)] = UInt8(ascii: "9") &- UInt8.random(in: 0..<12)
      }
      if let report = try? JSONView.report(from: changed, of: "saved.json") {
        #expect(!TerminalView(report).text.isEmpty)
        #expect(!ComparisonView(Comparison(from: Samples.report, to: report)).text.isEmpty)
      }
    }
  }
}
