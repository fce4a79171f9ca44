import TestSupport
import Testing

/// The command line as a whole.
struct CommandLineTests {

  @Test func help() throws {
    let result = try Command.specialise(["--help"])
    #expect(result.status == 0)
    for command in ["build", "cc", "run", "report", "why", "compare"] {
      #expect(result.output.contains("\n  \(command) "))
    }
    #expect(result.errors == "")
    #expect(try Command.specialise(["run", "--help"]).output.contains("--publish"))
    #expect(try Command.specialise(["help", "cc"]).output.contains("CC=\"specialise cc\""))
  }

  @Test(arguments: [
    [], ["--no-such-option", "a.bc"], ["a.bc", "--budget", "20X"],
    ["a.bc", "--stop-after", "lunch"],
    ["report"], ["why", "file"], ["compare", "one"],
  ])
  func wrongUsage(arguments: [String]) throws {
    let result = try Command.specialise(arguments)
    #expect(result.status == 2)
    #expect(result.errors.lowercased().contains("usage: specialise"))
    #expect(result.output == "")
  }

  @Test func missingInput() throws {
    let folder = try TemporaryFolder()
    let result = try Command.specialise(["none.bc", "-o", "image"], in: folder)
    #expect(result.status == 1)
    #expect(folder.contents == [])
  }

  @Test func missingLibraryOS() throws {
    let folder = try TemporaryFolder()
    for arguments in [["--library-os", ".", "a.bc"], ["cc", "--library-os", ".", "-c", "a.c"]] {
      let result = try Command.specialise(arguments, in: folder)
      #expect(result.status == 1)
      #expect(result.errors.contains("does not hold the library OS"))
      #expect(result.errors.contains("recommendation: run runtime/setup.sh"))
    }
  }
}
