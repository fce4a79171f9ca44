internal import Glibc

/// The stream that diagnostics go to.
package enum StandardError {

  /// Writes `text` and a line break.
  package static func write(_ text: String) {
    let bytes = Array("\(text)\n".utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0 && errno != EINTR { return }
      written += max(count, 0)
    }
  }
}
