import Foundation
import Image
import LibraryOS
import Model
import Report

/// Shows the report in `file`, or writes it as a page to `page`; returns the exit status.
func showReport(_ file: String, asPage page: String?) throws -> Int32 {
  if let page {
    var outputs = OutputTransaction()
    try outputs.write(HTMLView(try readReport(file)).bytes, to: page)
    try outputs.commit()
    return 0
  }
  try show(TerminalView(try readReport(file), hasColours: hasColours).text)
  return 0
}

/// Shows why `symbol` is in the image that the report in `file` describes; returns the exit status.
func showReason(for symbol: String, in file: String) throws -> Int32 {
  try show(WhyView(readReport(file), hasColours: hasColours).text(for: symbol))
  return 0
}

/// Shows what changed between the reports in `old` and `new`; returns the exit status.
func compareReports(_ old: String, _ new: String) throws -> Int32 {
  let comparison = Comparison(from: try readReport(old), to: try readReport(new))
  try show(ComparisonView(comparison, hasColours: hasColours).text)
  return 0
}

/// `true` iff standard output is a terminal whose user has not asked for plain text.
var hasColours: Bool {
  isatty(STDOUT_FILENO) == 1 && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
}

/// Writes `text` to standard output.
func show(_ text: String) throws(Diagnostic) {
  let bytes = Array(text.utf8)
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes {
      write(STDOUT_FILENO, $0.baseAddress, $0.count)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else {
      throw .error(
        "standard output cannot be written: \(String(cString: strerror(errno)))",
        recommendation: "look where it leads to")
    }
    written += count
  }
}

/// Returns the report in `file`.
private func readReport(_ file: String) throws -> SizeReport {
  guard let data = FileManager.default.contents(atPath: file) else {
    let isThere = FileManager.default.fileExists(atPath: file)
    throw Diagnostic.error(
      at: Site(file), isThere ? "the report cannot be read" : "no such file",
      recommendation: "give a file that specialise wrote with --report-json")
  }
  return try JSONView.report(from: Array(data), of: file)
}
