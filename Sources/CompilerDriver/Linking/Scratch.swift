internal import FoundationEssentials
internal import Glibc
internal import LibraryOS
internal import Model

/// A folder for intermediate files, removed at the end whatever happens.
///
/// It lies beside the output, so that a finished file can be moved to its place in one step.
final class Scratch {

  /// The folder.
  let folder: String
  /// What child processes start with: the signals that this process ignores for now.
  let setting: ChildProcess.Setting

  /// A new folder beside `output`, or where temporary files go if `output` is a device.
  init(beside output: String) throws(Diagnostic) {
    let parent =
      Self.isDevice(output) ? Self.temporaryFolder : Self.parent(of: output)
    var template = Array("\(parent)/.specialise-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .error(
        at: Site(output), "no file can be made in '\(parent)': \(String(cString: strerror(errno)))")
    }
    folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    setting = Self.leaveSignalsToChildren()
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The path of `name` in the folder.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// `true` iff `name` was made in the folder.
  func has(_ name: String) -> Bool { access(path(name), F_OK) == 0 }

  /// Moves `name` out of the folder to `destination`, replacing what is there.
  func move(_ name: String, to destination: String) throws(Diagnostic) {
    guard rename(path(name), destination) == 0 else {
      throw .error(
        at: Site(destination), "the file cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  /// `true` iff `path` exists and is no ordinary file, like `/dev/null`.
  static func isDevice(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
  }

  /// The folder for temporary files.
  private static var temporaryFolder: String {
    getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
  }

  /// The folder that `path` lies in.
  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Ignores the signals with which a user ends a build, so that this process lives to clear up once
  /// its children have obeyed; returns a setting in which they do.
  private static func leaveSignalsToChildren() -> ChildProcess.Setting {
    var setting = ChildProcess.Setting()
    for number in [SIGINT, SIGHUP, SIGTERM] {
      var current = sigaction()
      sigaction(number, nil, &current)
      let handler = unsafeBitCast(current.__sigaction_handler.sa_handler, to: Int.self)
      guard handler != unsafeBitCast(SIG_IGN, to: Int.self) else { continue }
      signal(number, SIG_IGN)
      setting.defaultSignals.append(number)
    }
    return setting
  }
}
