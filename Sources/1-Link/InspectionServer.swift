import Foundation
import Glibc
import LLVM
import Model

/// The inspector's side of an inspection in a process of its own: requests come in as lines of JSON
/// on a socket, and each is answered by a line with the diagnostics.
///
/// The process may die of a request; that is what it is for. It may also use only so much memory and
/// time, because damage can make a reader ask for any amount.
package enum InspectionServer {

  /// The longest that a request may take, in seconds of processor time, besides one for each MiB.
  private static let seconds = 20
  /// The memory that a request may take besides 256 times its size.
  private static let memory = 8 << 30

  /// Answers requests from the descriptor `socket` until its other end is closed.
  package static func serve(on socket: Int32) {
    var inspector = DirectInspector()
    var input = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      while let end = input.firstIndex(of: UInt8(ascii: "\n")) {
        answer(Data(input[..<end]), with: inspector, on: socket)
        input.removeSubrange(...end)
      }
      let count = read(socket, &buffer, buffer.count)
      if count <= 0 { break }
      input += buffer.prefix(count)
    }
    inspector = DirectInspector()
  }

  /// Answers the request `line`.
  private static func answer(_ line: Data, with inspector: DirectInspector, on socket: Int32) {
    guard let request = try? JSONDecoder().decode(InspectionRequest.self, from: line) else {
      exit(2)
    }
    limit(for: request.range?.count ?? 0)
    let problems = (try? inspector.inspect(request)) ?? []
    guard let text = try? JSONEncoder().encode(problems) else { exit(2) }
    let bytes = [UInt8](text) + [UInt8(ascii: "\n")]
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { exit(2) }
      written += count
    }
  }

  /// Sets the limits for a request of `size` bytes.
  private static func limit(for size: Int) {
    var usage = rusage()
    getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
    set(RLIMIT_CPU, to: used + seconds + size >> 20)
    set(RLIMIT_AS, to: memory + size * 256)
    set(RLIMIT_CORE, to: 0)
  }

  /// Sets the limit of `resource` to `value`, as far as the present one allows it.
  private static func set(_ resource: __rlimit_resource, to value: Int) {
    var limit = rlimit()
    getrlimit(Int32(resource.rawValue), &limit)
    limit.rlim_cur = min(rlim_t(value), limit.rlim_max)
    setrlimit(Int32(resource.rawValue), &limit)
  }
}
