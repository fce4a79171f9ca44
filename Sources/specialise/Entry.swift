import ArgumentParser
import CompilerDriver
import Glibc
import LibraryOS
import Model
import Pipeline

/// The program's start, and what its exit status means.
@main
enum Entry {

  /// The exit statuses of commands other than `run` and `cc`, which pass another program's on.
  enum Status {
    /// The user's input is wrong; diagnostics say how.
    static let diagnosed: Int32 = 1
    /// The command line is wrong.
    static let usage: Int32 = 2
    /// We are wrong.
    static let ownBug: Int32 = 70
  }

  /// Runs the command that the arguments name.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    InspectionProcess.runIfAsked(arguments)
    OwnBugs.reportCrashes()
    if CompilerDriver.isRunAsLinker { finish { try CompilerDriver.link(arguments) } }
    // A compiler has its own `--help`, and is started too often to be parsed for.
    if arguments.first == CompileCommand.name {
      finish { try CompilerDriver.compile(Array(arguments.dropFirst())) }
    }
    do {
      var command = try Specialise.parseAsRoot(arguments)
      finish {
        try command.run()
        return 0
      }
    } catch {
      finish(parsing: error)
    }
  }

  /// Ends the process with what `work` returns, or with the status for what it throws.
  private static func finish(_ work: () throws -> Int32) -> Never {
    do {
      Glibc.exit(try work())
    } catch let status as ExitCode {
      Glibc.exit(status.rawValue)
    } catch let diagnostic as Diagnostic {
      StandardError.write("\(diagnostic)")
      Glibc.exit(Status.diagnosed)
    } catch let failure as DiagnosedFailure {
      failure.diagnostics.forEach { StandardError.write("\($0)") }
      Glibc.exit(Status.diagnosed)
    } catch  where [.success, .validationFailure].contains(Specialise.exitCode(for: error)) {
      finish(parsing: error)
    } catch {
      StandardError.write("specialise: internal error: \(error)\n\(OwnBugs.request)")
      Glibc.exit(Status.ownBug)
    }
  }

  /// Ends the process after the command line asked for help, or could not be understood.
  private static func finish(parsing error: any Error) -> Never {
    let message = Specialise.fullMessage(for: error)
    guard Specialise.exitCode(for: error) != .success else {
      print(message)
      Glibc.exit(0)
    }
    StandardError.write(message)
    Glibc.exit(Status.usage)
  }
}
