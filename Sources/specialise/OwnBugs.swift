import Glibc
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
    if getenv("SWIFT_BACKTRACE") != nil { return }
    for number in crashes {
      signal(number) { _ in
        // The runtime has said what is wrong; only what is safe in a handler may follow.
        let message: StaticString =
          "specialise: internal error\nThis is a bug of specialise, not of your program; please report it.\n"
        _ = write(STDERR_FILENO, message.utf8Start, message.utf8CodeUnitCount)
        _exit(70)
      }
    }
  }
}
