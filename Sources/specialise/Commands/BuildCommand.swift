import ArgumentParser

/// `specialise [build] APP.bc...`: the main job.
struct BuildCommand: ParsableCommand {

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Make a bootable image of a program's bitcode.")

  /// The options.
  @OptionGroup var job: MainJob

  /// Does the job.
  func run() throws {
    throw ExitCode(try runMainJob(job))
  }
}
