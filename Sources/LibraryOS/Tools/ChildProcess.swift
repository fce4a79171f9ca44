internal import CProcess
package import Glibc
package import Model

/// A program that this one started and must wait for.
package struct ChildProcess: Sendable {

  /// How a program ended.
  package enum Ending: Hashable, Sendable {
    /// It returned a status.
    case exited(Int32)
    /// A signal ended it.
    case signalled(Int32)

    /// The status in the manner of a shell: 128 and the number for a signal.
    package var status: Int32 {
      switch self {
      case .exited(let status): status
      case .signalled(let number): 128 + number
      }
    }

    /// `true` iff the program reported success.
    package var isSuccess: Bool { self == .exited(0) }
  }

  /// What a new program starts with.
  package struct Setting: Sendable {
    /// The file descriptors of the new program, by the descriptor here that each is a copy of;
    /// 0, 1 and 2 are inherited unless they are listed.
    package var descriptors: [(here: Int32, there: Int32)] = []
    /// `true` iff the terminal's interrupt key must not reach the program.
    package var isInOwnGroup = false
    /// The signals that this process ignores, but the new one shall not.
    package var defaultSignals: [Int32] = []
    /// `true` iff the program must not outlive the thread that starts it, however that ends; it then
    /// ignores no signal.
    package var isBound = false

    /// The ordinary setting: everything is inherited.
    package init() {}
  }

  /// The number under which the system knows the process.
  package let identifier: pid_t

  /// Starts the program at `path`; no signal is blocked in it.
  package init(
    path: String, arguments: [String], setting: Setting = Setting()
  ) throws(Diagnostic) {
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var identifier: pid_t = 0
    let failure =
      setting.isBound
      ? Self.startBound(&identifier, path, &words, setting)
      : Self.spawn(&identifier, path, &words, setting)
    guard failure == 0 else {
      throw .error("'\(path)' cannot be started: \(String(cString: strerror(failure)))")
    }
    self.identifier = identifier
  }

  /// Starts the program at `path` with the arguments `words`; returns 0 or an error number.
  private static func spawn(
    _ identifier: inout pid_t, _ path: String, _ words: inout [UnsafeMutablePointer<CChar>?],
    _ setting: Setting
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (here, there) in setting.descriptors {
      posix_spawn_file_actions_adddup2(&actions, here, there)
    }
    var attributes = Self.attributes(for: setting)
    defer { posix_spawnattr_destroy(&attributes) }
    return posix_spawn(&identifier, path, &actions, &attributes, &words, environ)
  }

  /// Starts the program at `path`, which ends with this thread; returns 0 or an error number.
  private static func startBound(
    _ identifier: inout pid_t, _ path: String, _ words: inout [UnsafeMutablePointer<CChar>?],
    _ setting: Setting
  ) -> Int32 {
    let descriptors = setting.descriptors.map { passed_descriptor(here: $0.here, there: $0.there) }
    return start_bound_program(
      &identifier, path, words, descriptors, Int32(descriptors.count), setting.isInOwnGroup ? 1 : 0)
  }

  /// Runs the program at `path` to its end.
  package static func run(
    path: String, arguments: [String], setting: Setting = Setting()
  ) throws(Diagnostic) -> Ending {
    try ChildProcess(path: path, arguments: arguments, setting: setting).wait()
  }

  /// Runs the program at `path` to its end and returns what it wrote to its standard output, or `nil`
  /// if it did not report success.
  package static func output(path: String, arguments: [String]) throws(Diagnostic) -> [UInt8]? {
    let pipe = try Pipe()
    defer { close(pipe.readEnd) }
    var setting = Setting()
    setting.descriptors = [(here: pipe.writeEnd, there: STDOUT_FILENO)]
    let process: ChildProcess
    do {
      defer { close(pipe.writeEnd) }
      process = try ChildProcess(path: path, arguments: arguments, setting: setting)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(pipe.readEnd, &buffer, buffer.count)
      if count > 0 { bytes += buffer.prefix(count) }
      if count == 0 || (count < 0 && errno != EINTR) { break }
    }
    return process.wait().isSuccess ? bytes : nil
  }

  /// Waits until the program has ended.
  package func wait() -> Ending {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) == -1 && errno == EINTR {}
    return Self.ending(of: status)
  }

  /// Returns how the program ended, or `nil` if it is still running.
  package func poll() -> Ending? {
    var status: Int32 = 0
    return waitpid(identifier, &status, WNOHANG) == identifier ? Self.ending(of: status) : nil
  }

  /// Sends signal `number` to the program.
  package func signal(_ number: Int32) {
    kill(identifier, number)
  }

  /// Decodes what `waitpid` stored.
  private static func ending(of status: Int32) -> Ending {
    let number = status & 0x7f
    return number == 0 ? .exited((status >> 8) & 0xff) : .signalled(number)
  }

  /// The attributes that unblock all signals and, if `setting` says so, make a process group.
  private static func attributes(for setting: Setting) -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for number in setting.defaultSignals { sigaddset(&defaults, number) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    if setting.isInOwnGroup { flags |= POSIX_SPAWN_SETPGROUP }
    posix_spawnattr_setflags(&attributes, Int16(flags))
    return attributes
  }

  /// Replaces this program by the one at `path`; returns only by failing.
  package static func become(path: String, arguments: [String]) throws(Diagnostic) -> Never {
    var words = ([path] + arguments).map { strdup($0) } + [nil]
    execv(path, &words)
    throw .error("'\(path)' cannot be started: \(String(cString: strerror(errno)))")
  }
}
