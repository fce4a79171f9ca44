import ArgumentParser
import Emulator
import Glibc
import Image
import LibraryOS
import Model

/// `specialise run IMAGE`: boots an image.
struct RunCommand: ParsableCommand {

  /// What the help says.
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Boot an image in QEMU; the exit status is that of the program.",
    discussion: """
      Standard input and output are the program's. The end of the input reaches the image as a byte \
      4 (control-D); before such a byte of the input, and before a byte 22 (control-V), a byte 22 says \
      that it is only data.
      """)

  /// The image.
  @Argument(help: "The image.")
  var image: String

  /// The size of the machine's memory.
  @Option(help: "The size of the machine's memory.")
  var memory = "128M"

  /// The kind of machine.
  @Option(help: "The kind of machine.")
  var machine = Machine.Kind.microvm

  /// The ports that are reached from the host.
  @Option(help: "Make a port of the image reachable: [ADDRESS:]HOST:IMAGE[/udp]; may be repeated.")
  var publish: [Machine.Publication] = []

  /// `true` iff the machine has a network card in any case.
  @Flag(help: "Give the machine a network card even if no port is published.")
  var network = false

  /// The machine's disks.
  @Option(help: "Give the machine this file as a disk; may be repeated.")
  var disk: [String] = []

  /// The folders of the host that the image can reach.
  @Option(help: "Share a folder with the image: [TAG=]FOLDER; may be repeated.")
  var share: [Machine.Share] = []

  /// Settings for the kernel command line.
  @Option(help: "Put this text before the arguments, e.g. NAME=VALUE; may be repeated.")
  var append: [String] = []

  /// The time after which the machine is stopped.
  @Option(help: "Stop the machine after this many seconds, with exit status 124.")
  var timeout: Double?

  /// Where to write what was executed.
  @Option(
    help: """
      Write how many instructions each function executed to this file, for the main job's --profile; \
      the machine is slower meanwhile. An image that does not end may be stopped (control-C, --timeout).
      """)
  var profile: String?

  /// Further arguments for QEMU.
  @Option(
    parsing: .unconditionalSingleValue,
    help: "Give QEMU this argument as well; may be repeated.")
  var qemu: [String] = []

  /// `true` iff the time is shown.
  @Flag(help: "Show the time that the run took, on standard error.")
  var time = false

  /// `true` iff each key goes to the image at once.
  @Flag(
    help: """
      Send each key of the terminal at once, without echo, and bytes 4 and 22 as they are; control-C \
      still ends the run.
      """)
  var raw = false

  /// The program's arguments.
  @Argument(parsing: .postTerminator, help: "The program's arguments, after --.")
  var arguments: [String] = []

  /// Rejects options that QEMU would not understand.
  func validate() throws {
    if memory.wholeMatch(of: /[1-9][0-9]*[KMG]?/) == nil {
      throw ValidationError("The value '\(memory)' is no size of memory like 64M.")
    }
    if let timeout, timeout <= 0 {
      throw ValidationError("The value '\(timeout)' is no number of seconds.")
    }
  }

  /// Boots the image.
  func run() throws {
    var emulator = Emulator(image: try BootableImage(path: image))
    emulator.machine.kind = machine
    emulator.machine.memory = memory
    emulator.machine.publications = publish
    emulator.machine.hasNetwork = network
    emulator.machine.disks = disk
    emulator.machine.shares = share
    emulator.machine.furtherArguments = qemu
    emulator.commandLine = KernelCommandLine.text(settings: append, arguments: arguments)
    emulator.timeout = timeout
    if let profile {
      if [image, image + ".sym"].contains(where: { isSameFile($0, profile) }) {
        throw Diagnostic.error(
          at: Site(profile), "the profile would replace the image or its symbols",
          recommendation: "choose another name for the profile")
      }
      // A long run is not lost for a name.
      var attempt = OutputTransaction()
      try attempt.write([], to: profile)
      emulator.counts = try InstructionCounts(of: emulator.image, installation: .find())
    }
    emulator.isTerminalRaw = raw
    let clock = ContinuousClock()
    let start = clock.now
    let status = try emulator.run()
    if time { StandardError.write("specialise: ran for \(clock.now - start)") }
    if let profile, let counts = emulator.counts {
      var output = OutputTransaction()
      try output.write(Array(try counts.profile().text.utf8), to: profile)
      try output.commit()
    }
    throw ExitCode(status)
  }
}

extension Machine.Kind: ExpressibleByArgument {}

extension Machine.Share: ExpressibleByArgument {

  /// The share that `argument` describes.
  public init?(argument: String) {
    self.init(argument)
  }
}

extension Machine.Publication: ExpressibleByArgument {

  /// The publication that `argument` describes.
  public init?(argument: String) {
    self.init(argument)
  }
}
