internal import Glibc
internal import LibraryOS
internal import Model

/// Signals as bytes in a pipe, so that they can be waited for together with other input.
///
/// There can be one at a time, since what a process does on a signal belongs to the process.
final class SignalPipe {

  /// The end of the pipe that signal handlers write to.
  nonisolated(unsafe) private static var writeEnd: Int32 = -1

  /// The end to wait for and to read from.
  let descriptor: Int32
  /// What the process did on each signal before.
  private var previous: [(number: Int32, action: sigaction)] = []

  /// A pipe for the signals `numbers`, but not for a hang-up that this process was told to ignore, as
  /// `nohup` does.
  init(_ numbers: [Int32]) throws(Diagnostic) {
    let pipe = try Pipe()
    pipe.makeNonblocking(pipe.readEnd)
    pipe.makeNonblocking(pipe.writeEnd)
    descriptor = pipe.readEnd
    Self.writeEnd = pipe.writeEnd
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    for number in numbers where number != SIGHUP || !Self.isIgnored(number) {
      sigaddset(&unblocked, number)
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        let saved = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(SignalPipe.writeEnd, &byte, 1)
        errno = saved
      }
      var old = sigaction()
      sigaction(number, &action, &old)
      previous.append((number, old))
    }
    // Who started this process may have been waiting for signals itself.
    sigprocmask(SIG_UNBLOCK, &unblocked, nil)
  }

  deinit {
    for (number, action) in previous {
      var action = action
      sigaction(number, &action, nil)
    }
    close(Self.writeEnd)
    close(descriptor)
    Self.writeEnd = -1
  }

  /// `true` iff this process ignores signal `number`.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Returns the signals that have come since the last call.
  func take() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(descriptor, &bytes, bytes.count)
    return bytes.prefix(max(count, 0)).map(Int32.init)
  }
}
