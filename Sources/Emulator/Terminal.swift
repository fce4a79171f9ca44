internal import Glibc

/// The terminal on standard input, while each key goes to the image at once.
final class RawTerminal {

  /// The terminal's setting before.
  private var saved = termios()

  /// Makes the terminal raw; `nil` if standard input is none.
  init?() {
    guard tcgetattr(STDIN_FILENO, &saved) == 0 else { return nil }
    var raw = saved
    cfmakeraw(&raw)
    // The image's line breaks still return the carriage, and the interrupt key still interrupts.
    raw.c_oflag |= tcflag_t(OPOST)
    raw.c_lflag |= tcflag_t(ISIG)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
  }

  deinit {
    tcsetattr(STDIN_FILENO, TCSADRAIN, &saved)
  }
}
