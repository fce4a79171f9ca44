import Foundation
import Model

/// A report as one HTML page that needs nothing else: data, style and script stand in it.
///
/// The page is a template with one gap for the title and one for the data; its script draws the views. What a
/// program is called or contains cannot become markup: the title is escaped, the data has no `<`, and
/// the script makes text nodes only. Equal reports give equal bytes.
package struct HTMLView {

  /// The report.
  private let report: SizeReport

  /// The page on `report`.
  package init(_ report: SizeReport) {
    self.report = report
  }

  /// The page, in UTF-8.
  package var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let data: Data
    do {
      data = try encoder.encode(Contents(of: report))
    } catch {
      preconditionFailure("plain values can always be written as JSON: \(error)")
    }
    let json = String(decoding: data, as: UTF8.self).replacing("<", with: "\\u003c")
    let parts = Self.page.split(separator: Self.gap, omittingEmptySubsequences: false)
    precondition(parts.count == 5, "the template has gaps for title, style, data and script")
    let fillings = [Self.escaped(report.image.name), Self.style, json, Self.script]
    let text = zip(parts, fillings).map { String($0) + $1 }.joined() + String(parts[4])
    return Array(text.utf8)
  }

  /// What the template has in each place that is filled.
  private static let gap = "{{}}"

  /// Returns `text` so that HTML shows it as it is.
  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// What the page shows: all of a report but the map of single bytes.
  private struct Contents: Encodable {

    /// The tool that made the image.
    let tool: String
    /// The machine that the image is for.
    let target: String
    /// The image.
    let image: SizeReport.Image
    /// The files that the user gave.
    let inputs: [SizeReport.Input]
    /// The sizes of each component.
    let components: [SizeReport.ComponentSizes]
    /// The symbols in the image.
    let symbols: [SizeReport.SymbolSize]
    /// What stays whatever the analysis finds.
    let roots: [Root]
    /// Why each other symbol stays.
    let explanations: [SizeReport.Explanation]
    /// What could not be seen and was assumed.
    let assumptions: [Assumption]
    /// What the stages did.
    let decisions: [Decision]
    /// How often each stage did what.
    let decisionCounts: [SizeReport.DecisionCount]
    /// The system calls that the program can make.
    let systemCalls: [SizeReport.SystemCall]
    /// How far indirect calls were narrowed.
    let indirectCalls: SizeReport.IndirectCalls
    /// What the run took.
    let run: SizeReport.Run

    /// The contents of the page on `report`.
    init(of report: SizeReport) {
      tool = report.tool
      target = report.target
      image = report.image
      inputs = report.inputs
      components = report.components
      symbols = report.symbols
      roots = report.roots
      explanations = report.explanations
      assumptions = report.assumptions
      decisions = report.decisions
      decisionCounts = report.decisionCounts
      systemCalls = report.systemCalls
      indirectCalls = report.indirectCalls
      run = report.run
    }
  }
}
