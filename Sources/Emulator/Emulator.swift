// `specialise run`: boots an image in QEMU as if it were a program.
//
// Standard output carries the image's bytes and nothing else, standard input goes to the image, and
// the exit status is the image's. Everything that this module has to say goes to standard error.

internal import Glibc
internal import LibraryOS
package import Model

/// One run of an image.
package struct Emulator {

  /// The image.
  package let image: BootableImage
  /// The machine that it runs in.
  package var machine = Machine()
  /// The text that the image is started with.
  package var commandLine = ""
  /// The seconds after which the image is stopped.
  package var timeout: Double?
  /// Counts what is executed, if that is wanted.
  package var counts: InstructionCounts?
  /// `true` iff each key of a terminal goes to the image at once, without echo.
  package var isTerminalRaw = false

  /// A run of `image` in the default machine.
  package init(image: BootableImage) {
    self.image = image
  }

  /// The exit status when the time is up, as that of `timeout`.
  private static let timeoutStatus: Int32 = 124

  /// Runs the image to its end; returns the exit status.
  package func run() throws(Diagnostic) -> Int32 {
    let qemu = try Tool.emulator.path()
    openStandardStreams()
    let pipes = try MachinePipes()
    let signals = try SignalPipe([SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    signal(SIGPIPE, SIG_IGN)
    var setting = ChildProcess.Setting()
    setting.descriptors = pipes.descriptors
    setting.isInOwnGroup = true
    setting.isBound = true
    let process = try ChildProcess(
      path: qemu,
      arguments: machine.arguments(image: image.path, commandLine: commandLine)
        + (counts?.arguments ?? []),
      setting: setting)
    pipes.handOver()

    let terminal = isTerminalRaw ? RawTerminal() : nil
    var session = Session(
      machine: process, pipes: pipes, signals: signals, timeout: timeout,
      encoding: InputEncoding(isRaw: isTerminalRaw))
    session.hasLastWords = counts != nil
    let end = session.run()
    withExtendedLifetime(terminal) {}
    return try status(after: end, of: session)
  }

  /// The exit status after `session` ended by `end`.
  private func status(after end: Session.End, of session: Session) throws(Diagnostic) -> Int32 {
    switch end {
    case .interrupted(let number): return 128 + number
    case .outputClosed: return 128 + SIGPIPE
    case .timedOut:
      let message = "'\(image.path)' was stopped after \(timeout ?? 0) seconds"
      StandardError.write("\(Diagnostic(.error, message))")
      return Self.timeoutStatus
    case .machineEnded(let ending):
      let status = try status(of: ending, reported: session.status)
      if status >= 128, let fault = session.watcher.fault {
        StandardError.write(FaultExplanation(of: fault, image: image.path).text)
      }
      return status
    }
  }

  /// The exit status of the image, which wrote `reported` to its status port before QEMU's `ending`.
  private func status(
    of ending: ChildProcess.Ending, reported: UInt8?
  ) throws(Diagnostic) -> Int32 {
    if let reported { return Int32(reported) }
    switch ending {
    case .exited(0):
      throw .error(
        at: Site(image.path), "the image stopped without an exit status",
        notes: ["a fault before the image can report faults looks like this"])
    case .exited(let status) where status > 1 && status & 1 == 1:
      // What QEMU's exit device makes of a byte, if the image has no status port.
      return status >> 1
    case .exited, .signalled:
      throw .error(
        at: Site(image.path), "QEMU ended with status \(ending.status)",
        recommendation: "see what QEMU says above")
    }
  }

  /// Makes sure that no pipe gets the number of a standard stream that the user closed.
  private func openStandardStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      if fcntl(descriptor, F_GETFD) == -1 { _ = open("/dev/null", O_RDWR) }
    }
  }
}
