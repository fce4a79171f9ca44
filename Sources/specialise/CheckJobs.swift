import Check
import Image
import LibraryOS
import Model

/// Checks the program in `files`, those in C with the compiler's `flags`; returns the exit status.
func checkProgram(
  _ files: [String], flags: [String], asJSON: Bool, libraryOS: String?
) throws -> Int32 {
  let job = CheckJob(
    files, flags: flags, installation: try Installation.find(explicitFolder: libraryOS),
    executable: Executable.path)
  let result = try job.run()
  if asJSON {
    try show(result.json)
  } else {
    for finding in result.findings { StandardError.write("\(finding.diagnostic)") }
    try show(result.summary + "\n")
  }
  return result.errors.isEmpty ? 0 : Entry.Status.diagnosed
}

/// Shows how much of each system call is served; returns the exit status.
func showSystemCalls(asJSON: Bool, libraryOS: String?) throws -> Int32 {
  let services = try Services(of: Installation.find(explicitFolder: libraryOS))
  let table = SystemCallTable(services)
  try show(asJSON ? table.json : table.text)
  return 0
}
