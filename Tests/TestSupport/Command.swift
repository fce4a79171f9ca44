internal import Foundation

/// A program that was run to its end.
package struct Command: Sendable {

  /// The exit status; 128 and the number if a signal ended the program.
  package let status: Int32
  /// What the program wrote to standard output.
  package let output: String
  /// What the program wrote to standard error.
  package let errors: String

  /// The path of the executable under test, which lies in the same folder as the tests or above it.
  package static let specialise: String = {
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let path = folder.appending(path: "specialise").path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue {
        return path
      }
    }
    preconditionFailure("specialise was not built")
  }()

  /// Runs `specialise` with `arguments`.
  package static func specialise(
    _ arguments: [String], input: String = "", in folder: TemporaryFolder? = nil,
    environment: [String: String] = [:]
  ) throws -> Command {
    try run(specialise, arguments, input: input, in: folder, environment: environment)
  }

  /// Runs the program at `path` with `arguments`, the text `input`, in `folder`, and with
  /// `environment` besides this process's.
  package static func run(
    _ path: String, _ arguments: [String], input: String = "", in folder: TemporaryFolder? = nil,
    environment: [String: String] = [:]
  ) throws -> Command {
    let scratch = try TemporaryFolder()
    try scratch.write(input, to: "input")
    try scratch.write("", to: "output")
    try scratch.write("", to: "errors")
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = URL(filePath: folder.path) }
    process.standardInput = try FileHandle(forReadingFrom: scratch.url("input"))
    process.standardOutput = try FileHandle(forWritingTo: scratch.url("output"))
    process.standardError = try FileHandle(forWritingTo: scratch.url("errors"))
    try process.run()
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return Command(
      status: (isSignal ? 128 : 0) + process.terminationStatus, output: try scratch.read("output"),
      errors: try scratch.read("errors"))
  }
}
