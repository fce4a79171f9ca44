import LibraryOS

/// Shows the report in `file`, or writes it as a page to `html`; returns the exit status.
func showReport(_ file: String, html: String?) throws -> Int32 {
  StandardError.write("specialise: reports are not linked in yet")
  return Entry.Status.diagnosed
}

/// Shows why `symbol` is in the image that the report in `file` describes; returns the exit status.
func showReason(for symbol: String, in file: String) throws -> Int32 {
  StandardError.write("specialise: reports are not linked in yet")
  return Entry.Status.diagnosed
}

/// Shows what changed between the reports in `old` and `new`; returns the exit status.
func compareReports(_ old: String, _ new: String) throws -> Int32 {
  StandardError.write("specialise: reports are not linked in yet")
  return Entry.Status.diagnosed
}
