import ArgumentParser

/// The command line as a whole.
struct Specialise: ParsableCommand {

  /// The commands, the main job among them as the one that needs no name.
  static let configuration = CommandConfiguration(
    commandName: "specialise",
    abstract: "Makes a bootable image of a program and of what it needs of an operating system.",
    subcommands: [
      BuildCommand.self, CompileCommand.self, RunCommand.self, ReportCommand.self, WhyCommand.self,
      CompareCommand.self, ReduceCommand.self,
      FactsCommand.self, CheckCommand.self, MeasureCommand.self,
    ],
    defaultSubcommand: BuildCommand.self)
}
