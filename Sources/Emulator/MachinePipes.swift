internal import Glibc
internal import LibraryOS
internal import Model

/// The pipes between this process and QEMU; the ends named here are this process's.
final class MachinePipes {

  /// Where the image's input is written.
  let input: Int32
  /// Where the image's output is read.
  let output: Int32
  /// Where the image's exit status is read.
  let status: Int32
  /// QEMU's ends, until QEMU has them.
  private var others: [Int32]

  /// New pipes.
  init() throws(Diagnostic) {
    let (towards, from, aside) = (try Pipe(), try Pipe(), try Pipe())
    (input, output, status) = (towards.writeEnd, from.readEnd, aside.readEnd)
    others = [towards.readEnd, from.writeEnd, aside.writeEnd]
    // A full or empty pipe must not keep this process from anything else.
    towards.makeNonblocking(input)
    aside.makeNonblocking(status)
  }

  deinit {
    (others + [input, output, status]).forEach { close($0) }
  }

  /// The descriptors that QEMU shall have.
  var descriptors: [(here: Int32, there: Int32)] {
    [
      (others[0], STDIN_FILENO), (others[1], STDOUT_FILENO),
      (others[2], Machine.statusDescriptor),
    ]
  }

  /// Closes the ends that QEMU has by now, so that its end is seen here.
  func handOver() {
    others.forEach { close($0) }
    others = []
  }
}
