import Glibc
import LLVM
import LibraryOS

/// What happens when this program is itself wrong.
enum OwnBugs {

  /// What the user can do.
  static let request = "This is a bug of specialise, not of your program; please report it."

  /// The signals that end a program which broke a promise to itself.
  private static let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]

  /// Makes a crash end the process with the status for our own bugs, unless the developer wants the
  /// runtime's backtrace.
  static func reportCrashes() {
    FatalErrors.handle { message in
      StandardError.write(
        "specialise: LLVM: \(message.map { String(cString: $0) } ?? "fatal error")")
      OwnBugs.end()
    }
    if getenv("SWIFT_BACKTRACE") != nil { return }
    // A stack that is used up leaves no room for a handler.
    let size = 1 << 16
    var stack = stack_t(
      ss_sp: UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16), ss_flags: 0,
      ss_size: size)
    sigaltstack(&stack, nil)
    for number in crashes {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { _ in OwnBugs.end() }
      action.sa_flags = SA_ONSTACK
      sigaction(number, &action, nil)
    }
  }

  /// Ends the process with the status for our own bugs; does only what is safe in a handler.
  private static func end() -> Never {
    // Whoever found the bug has said what is wrong.
    let message: StaticString =
      "specialise: internal error\nThis is a bug of specialise, not of your program; please report it.\n"
    _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
    _exit(70)
  }
}
