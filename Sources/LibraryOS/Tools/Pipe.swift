internal import Glibc
package import Model

/// The two ends of a pipe, which no program that is started inherits by itself.
package struct Pipe: Sendable {

  /// The end to read from.
  package let readEnd: Int32
  /// The end to write to.
  package let writeEnd: Int32

  /// A new pipe.
  package init() throws(Diagnostic) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else {
      throw .error("no pipe can be made: \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  /// Makes reading and writing return at once if there is nothing to read or no room.
  package func makeNonblocking(_ end: Int32) {
    _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK)
  }
}
