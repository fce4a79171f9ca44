import Foundation
import TestSupport

/// Builds a program with `specialise cc`, makes images of it, and runs both it and them.
final class ProgramRunner {

  /// The repository.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  /// The tool under test, built beside the tests.
  static let tool: URL = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = bundle.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: "specialise")
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        return candidate
      }
      folder.deleteLastPathComponent()
    }
    return repository.appending(path: ".build/debug/specialise")
  }()

  /// The program.
  let program: ProgramDescription
  /// Where everything is made.
  private let scratch: TemporaryFolder
  /// The images made so far, by what the deployment says.
  private var images: [String: URL] = [:]

  /// A runner for `program`, which it builds; throws what the build printed if that fails.
  init(_ program: ProgramDescription) throws {
    self.program = program
    scratch = try TemporaryFolder()
    let ending =
      if let recipe = program.build {
        try Shell.run(
          ["bash", program.folder.appending(path: recipe).path, out.path], in: folder,
          environment: buildEnvironment, seconds: 900)
      } else {
        try Shell.run(
          [Self.tool.path, "cc", "-o", out.appending(path: program.name).path]
            + (program.flags ?? []) + (program.sources ?? []).map(source), in: folder)
      }
    guard ending.status == 0 else { throw Problem("the build failed:\n\(ending.text)") }
  }

  /// Why a program could not be run.
  struct Problem: Error, CustomStringConvertible {
    /// What happened.
    let description: String
    /// The problem `description`.
    init(_ description: String) { self.description = description }
  }

  /// The scratch folder.
  private var folder: URL { URL(fileURLWithPath: scratch.path) }

  /// Where the build leaves its results.
  private var out: URL {
    let url = folder.appending(path: "out")
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  /// The environment of a recipe: the tool is the compiler.
  private var buildEnvironment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    environment["CC"] = "\(Self.tool.path) cc"
    environment["JOBS"] = "2"
    return environment
  }

  /// Returns the path of the source file `name`.
  private func source(_ name: String) -> String { program.folder.appending(path: name).path }

  /// Returns the path of the executable that `run` is about.
  private func executable(_ run: ProgramDescription.Case) -> URL {
    out.appending(path: run.program ?? program.program ?? program.name)
  }

  /// Runs the program as a Linux process, in a root folder of its own.
  func runNatively(_ run: ProgramDescription.Case) throws -> Ending {
    let root = folder.appending(path: "root-\(UUID().uuidString)")
    for name in ["dev", "tmp"] {
      try FileManager.default.createDirectory(
        at: root.appending(path: name), withIntermediateDirectories: true)
    }
    for (device, minor) in [("null", 3), ("zero", 5), ("full", 7), ("random", 8), ("urandom", 9)] {
      _ = try Shell.run(
        ["mknod", "-m", "666", root.appending(path: "dev/\(device)").path, "c", "1", "\(minor)"],
        in: folder)
    }
    try FileManager.default.copyItem(
      at: executable(run), to: root.appending(path: ".program"))
    for (place, host) in program.files(of: run) {
      let target = root.appending(path: String(place.dropFirst()))
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: program.folder.appending(path: host), to: target)
    }
    // The program's own name is `app`, as in an image, and no signal is blocked.
    let start = #"""
      use POSIX; sigprocmask(SIG_SETMASK, POSIX::SigSet->new);
      chroot shift; chdir "/"; exec {"/.program"} "app", @ARGV; die
      """#
    return try Shell.run(
      ["perl", "-e", start, root.path] + run.arguments, in: folder, input: input(run),
      environment: run.environment ?? [:], seconds: 60)
  }

  /// Runs the program's image, which is stopped if it does not end.
  func runImage(_ run: ProgramDescription.Case) throws -> Ending {
    let isFixed = program.fixedEnvironment(of: run) == run.environment ?? [:]
    let settings = isFixed ? [] : (run.environment ?? [:]).sorted { $0.key < $1.key }
    return try Shell.run(
      [Self.tool.path, "run", image(for: run).path, "--timeout", "60"]
        + settings.flatMap { ["--append", "\"\($0.key)=\($0.value)\""] } + ["--"] + run.arguments,
      in: folder, input: input(run), seconds: 120, areErrorsApart: true)
  }

  /// The file that standard input of `run` comes from.
  private func input(_ run: ProgramDescription.Case) -> URL? {
    run.stdin.map { program.folder.appending(path: $0) }
  }

  /// Returns an image for `run`, making it if no earlier run had the same deployment.
  private func image(for run: ProgramDescription.Case) throws -> URL {
    let deployment = deployment(for: run)
    let key = executable(run).lastPathComponent + deployment
    if let known = images[key] { return known }
    let file = folder.appending(path: "deployment-\(images.count).yaml")
    try Data(deployment.utf8).write(to: file)
    let image = folder.appending(path: "image-\(images.count).elf")
    let ending = try Shell.run(
      [
        Self.tool.path, executable(run).path + ".bc", "-o", image.path, "--deployment", file.path,
        "--verify",
      ], in: folder, seconds: 900)
    guard ending.status == 0 else { throw Problem("specialising failed:\n\(ending.text)") }
    images[key] = image
    return image
  }

  /// Returns the deployment file's text for `run`.
  private func deployment(for run: ProgramDescription.Case) -> String {
    var lines: [String] = []
    let files = program.files(of: run)
    if !files.isEmpty {
      lines.append("files:")
      for (place, host) in files.sorted(by: { $0.key < $1.key }) {
        lines.append("  \(quoted(place)): \(quoted(program.folder.appending(path: host).path))")
      }
    }
    let environment = program.fixedEnvironment(of: run)
    if !environment.isEmpty {
      lines.append("environment:")
      for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
        lines.append("  \(quoted(name)): \(quoted(value))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Returns `text` as YAML, of which JSON is a part.
  private func quoted(_ text: String) -> String {
    let data = try? JSONEncoder().encode(text)
    return String(decoding: data ?? Data(), as: UTF8.self)
  }
}
