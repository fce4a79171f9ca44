import Foundation

/// What a finished process left.
struct Ending: Equatable, Sendable {
  /// The exit status, or 128 and the signal.
  let status: Int32
  /// What it wrote to standard output, and to standard error if that is not apart, in order.
  let output: Data
  /// What it wrote to standard error, if that is apart.
  var errors = Data()

  /// Everything that it wrote, as text.
  var text: String { String(decoding: output + errors, as: UTF8.self) }
}

/// Running other programs.
enum Shell {

  /// Runs `arguments` in `folder` with standard input from `input` (or none) and the environment
  /// `environment` (or this process's); ends it after `seconds`.
  static func run(
    _ arguments: [String], in folder: URL, input: URL? = nil, environment: [String: String]? = nil,
    seconds: Int = 300, areErrorsApart: Bool = false
  ) throws -> Ending {
    let output = folder.appending(path: "output-\(UUID().uuidString)")
    let errors = folder.appending(path: "errors-\(UUID().uuidString)")
    for file in [output, errors] {
      _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["--kill-after=5", "\(seconds)"] + arguments
    process.currentDirectoryURL = folder
    if let environment { process.environment = environment }
    let handle = try FileHandle(forWritingTo: output)
    process.standardOutput = handle
    process.standardError = areErrorsApart ? try FileHandle(forWritingTo: errors) : handle
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let isSignal = process.terminationReason == .uncaughtSignal
    return Ending(
      status: isSignal ? 128 + process.terminationStatus : process.terminationStatus,
      output: try Data(contentsOf: output), errors: try Data(contentsOf: errors))
  }
}
