import Foundation
import Glibc
import LibraryOS
import Link
import Model

/// An inspector in another process, which this one starts again after a request that killed it.
///
/// The process is this program under another name, so that it has the same LLVM. Cost: one start of
/// the program, and one round trip for each unit of the application.
final class IsolatedInspector: UnitInspector {

  /// The first argument of the process that inspects.
  static let argument = "inspect-units"

  /// The program.
  private let executable: String
  /// The process at work, and this end of the socket to it.
  private var worker: (process: ChildProcess, socket: Int32)?

  /// An inspector that runs the program at `executable`; it starts at once.
  init(executable: String) {
    self.executable = executable
    worker = try? start()
  }

  deinit { _ = stop() }

  /// Returns what is wrong with what `request` names.
  func inspect(_ request: InspectionRequest) throws -> [Diagnostic] {
    let socket = try connect()
    let bytes = [UInt8](try JSONEncoder().encode(request)) + [UInt8(ascii: "\n")]
    guard send(bytes, to: socket), let answer = receive(from: socket) else {
      return [unreadable(request.name, because: Self.cause(stop()))]
    }
    return try JSONDecoder().decode([Diagnostic].self, from: answer)
  }

  /// Returns the socket to the process, which is started if need be.
  private func connect() throws -> Int32 {
    if let worker { return worker.socket }
    let new = try start()
    worker = new
    return new.socket
  }

  /// Starts the process.
  private func start() throws(Diagnostic) -> (process: ChildProcess, socket: Int32) {
    var ends: [Int32] = [0, 0]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
      throw .error("no socket can be made: \(String(cString: strerror(errno)))")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let silence = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer {
      close(silence)
      close(ends[1])
    }
    var setting = ChildProcess.Setting()
    setting.descriptors = [
      (here: ends[1], there: STDIN_FILENO), (here: silence, there: STDOUT_FILENO),
      (here: silence, there: STDERR_FILENO),
    ]
    do {
      let process = try ChildProcess(
        path: executable, arguments: [Self.argument], setting: setting)
      return (process, ends[0])
    } catch {
      close(ends[0])
      throw error
    }
  }

  /// Ends the process; returns how it ended, if there was one.
  private func stop() -> ChildProcess.Ending? {
    guard let (process, socket) = worker else { return nil }
    close(socket)
    worker = nil
    return process.wait()
  }

  /// Returns in words how the process ended.
  private static func cause(_ ending: ChildProcess.Ending?) -> String {
    switch ending {
    case .signalled(SIGXCPU), .signalled(SIGKILL): "it takes too long"
    case .signalled(let number): "signal \(number): \(String(cString: strsignal(number)))"
    case .exited, nil: "it gives up"
    }
  }

  /// Sends `bytes`; `false` if nobody takes them.
  private func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }

  /// Returns the next line, or `nil` if there will be none.
  private func receive(from socket: Int32) -> Data? {
    var line = Data()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while line.last != UInt8(ascii: "\n") {
      let count = read(socket, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return nil }
      line += buffer.prefix(count)
    }
    return line
  }
}

/// The process in which files are inspected.
package enum InspectionProcess {

  /// Does the inspector's work, and ends the process, if `arguments` are those of its start.
  package static func runIfAsked(_ arguments: [String]) {
    guard arguments == [IsolatedInspector.argument] else { return }
    InspectionServer.serve(on: STDIN_FILENO)
    // Nothing is left that needs to be put away.
    _exit(0)
  }
}
