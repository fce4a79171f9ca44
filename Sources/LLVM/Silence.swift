import Glibc

/// A time in which nothing that this process writes to standard error is seen.
struct Silence {

  /// The standard error of before.
  private let original: Int32

  /// Begins the silence.
  init() {
    original = dup(STDERR_FILENO)
    let nothing = open("/dev/null", O_WRONLY | O_CLOEXEC)
    dup2(nothing, STDERR_FILENO)
    close(nothing)
  }

  /// Ends the silence.
  func end() {
    dup2(original, STDERR_FILENO)
    close(original)
  }
}
