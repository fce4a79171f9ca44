// The time in which an image runs: bytes are carried between the user and QEMU's serial port.
//
// QEMU gets pipes, never the terminal itself, so that it cannot leave the terminal in a state of its
// own, and so that the image can be told that the input has ended (`InputEncoding`).
//
// Nothing here waits anywhere but in `poll`, so a signal or the end of the time always gets through.
// A session also ends when nobody can read the output any more, whether the image writes or not: who
// started this process is gone then, and QEMU must not stay behind. If this process is killed, the
// system kills QEMU.

internal import Glibc
internal import LibraryOS

/// The running of one image.
struct Session {

  /// Why a session is over.
  enum End: Hashable {
    /// QEMU ended by itself.
    case machineEnded(ChildProcess.Ending)
    /// A signal asked this process to end.
    case interrupted(Int32)
    /// The time was up.
    case timedOut
    /// Nobody reads the output any more.
    case outputClosed
  }

  /// QEMU.
  private let machine: ChildProcess
  /// The pipes between this process and QEMU.
  private let pipes: MachinePipes
  /// The signals to watch.
  private let signals: SignalPipe
  /// When QEMU must have ended, in seconds of the monotonic clock.
  private let deadline: Double?

  /// `true` iff QEMU has something to write down when it is asked to end.
  var hasLastWords = false

  /// How input bytes are written.
  private let encoding: InputEncoding
  /// Bytes for the image that its pipe has not taken.
  private var input: [UInt8] = []
  /// `true` iff the user's input has ended.
  private var hasInputEnded = false
  /// Bytes of the image that standard output has not taken.
  private var output: [UInt8] = []
  /// `true` iff QEMU closed its output.
  private var hasOutputEnded = false
  /// The last byte on the status channel.
  private(set) var status: UInt8?
  /// Looks for a fault in what the image writes.
  private(set) var watcher = FaultWatcher()

  /// The session of `machine`, which started at the other ends of `pipes`.
  init(
    machine: ChildProcess, pipes: MachinePipes, signals: SignalPipe, timeout: Double?,
    encoding: InputEncoding
  ) {
    self.machine = machine
    self.encoding = encoding
    self.pipes = pipes
    self.signals = signals
    deadline = timeout.map { Self.now + $0 }
  }

  /// Carries bytes until the session is over; QEMU does not run any more then.
  mutating func run() -> End {
    while true {
      if let end = step() {
        guard case .machineEnded = end else {
          stop()
          return end
        }
        return end
      }
    }
  }

  /// Ends QEMU: at once, or with time for its last words if there are any.
  private func stop() {
    if hasLastWords {
      machine.signal(SIGTERM)
      let latest = Self.now + Self.patience
      while Self.now < latest {
        if machine.poll() != nil { return }
        usleep(10_000)
      }
    }
    machine.signal(SIGKILL)
    _ = machine.wait()
  }

  /// The seconds that QEMU has for its last words.
  private static let patience = 10.0

  /// Waits for the next events and deals with them; returns the end if there is one.
  private mutating func step() -> End? {
    if hasOutputEnded && output.isEmpty, let ending = machine.poll() {
      readStatus()
      return .machineEnded(ending)
    }
    var polls = self.polls
    poll(&polls, nfds_t(polls.count), waitingTime)
    for event in polls where event.revents != 0 {
      if let end = handle(event) { return end }
    }
    if let deadline, Self.now >= deadline { return .timedOut }
    return nil
  }

  /// What to wait for: input only if there is room for it, and room only if there is something to
  /// put there.
  private var polls: [pollfd] {
    var result = [
      pollfd(fd: signals.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipes.status, events: Int16(POLLIN), revents: 0),
    ]
    if output.isEmpty && !hasOutputEnded {
      result.append(pollfd(fd: pipes.output, events: Int16(POLLIN), revents: 0))
    }
    // Without events it still tells that the reader is gone.
    let room = output.isEmpty ? 0 : Int16(POLLOUT)
    result.append(pollfd(fd: STDOUT_FILENO, events: room, revents: 0))
    if !input.isEmpty {
      result.append(pollfd(fd: pipes.input, events: Int16(POLLOUT), revents: 0))
    } else if !hasInputEnded {
      result.append(pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0))
    }
    return result
  }

  /// Deals with one event; returns the end if it is one.
  private mutating func handle(_ event: pollfd) -> End? {
    switch event.fd {
    case signals.descriptor:
      return signals.take().first.map { .interrupted($0) }
    case pipes.status:
      readStatus()
    case pipes.output:
      let bytes = Self.read(pipes.output)
      watcher.watch(bytes)
      output = bytes
      hasOutputEnded = bytes.isEmpty
    case STDOUT_FILENO:
      if output.isEmpty { return event.revents & Int16(POLLERR) == 0 ? nil : .outputClosed }
      return writeOutput() ? nil : .outputClosed
    case pipes.input:
      writeInput()
    default:
      let bytes = Self.read(STDIN_FILENO)
      hasInputEnded = bytes.isEmpty
      input = bytes.isEmpty ? InputEncoding.end : encoding.encode(bytes)
    }
    return nil
  }

  /// Keeps the last byte of the status channel.
  private mutating func readStatus() {
    if let last = Self.read(pipes.status).last { status = last }
  }

  /// Writes as much of the output as is sure not to wait; `false` iff nobody reads it.
  private mutating func writeOutput() -> Bool {
    let count = output.withUnsafeBytes {
      write(STDOUT_FILENO, $0.baseAddress, min($0.count, Int(PIPE_BUF)))
    }
    if count > 0 { output.removeFirst(count) }
    return count >= 0 || errno == EINTR || errno == EAGAIN
  }

  /// Writes as much of the input as the image's pipe takes.
  private mutating func writeInput() {
    let count = input.withUnsafeBytes { write(pipes.input, $0.baseAddress, $0.count) }
    if count > 0 {
      input.removeFirst(count)
    } else if errno != EINTR && errno != EAGAIN {
      input = []
      hasInputEnded = true
    }
  }

  /// The milliseconds to wait at most; -1 means for ever.
  private var waitingTime: Int32 {
    // QEMU ends soon after its output, of which no descriptor tells.
    let longest: Double = hasOutputEnded ? 5 : 1_000_000
    guard let deadline else { return hasOutputEnded ? Int32(longest) : -1 }
    return Int32(min(max((deadline - Self.now) * 1000, 0).rounded(.up), longest))
  }

  /// The monotonic clock in seconds.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Returns what can be read from `descriptor`; nothing at its end.
  private static func read(_ descriptor: Int32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
      var result = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      while result < 0 && errno == EINTR {
        result = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      count = max(result, 0)
    }
  }
}
