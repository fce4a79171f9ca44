import Foundation
import Testing

/// One input that the tool must refuse in a civilised manner: an entry of `cases.json`.
struct BadInputCase: Decodable, CustomTestStringConvertible, Sendable {

  /// What must be there so that the case can be made.
  enum Need: String, Decodable, Sendable {
    /// A user who may not do everything.
    case ordinaryUser = "ordinary-user"
    /// The right to mount a file system that nobody else sees.
    case mountNamespace = "mount-namespace"
  }

  /// The name.
  let name: String
  /// What is wrong, for people.
  let about: String
  /// The shell commands that make the input, in an empty folder.
  let make: String
  /// The tool's arguments.
  let arguments: [String]
  /// What the tool must say, in any case of letters.
  let message: String
  /// What must be said besides: places, names.
  let mentions: [String]
  /// The exit status.
  let status: Int32
  /// Shell commands that prepare the process before it becomes the tool.
  let under: String?
  /// What the case needs.
  let needs: Need?
  /// The part of the tool that the case waits for, if there is none yet.
  let awaits: String?

  /// The name.
  var testDescription: String { name }

  /// The cases of the file that can be made here.
  static let all: [BadInputCase] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "cases.json")
    guard let data = try? Data(contentsOf: file),
      let cases = try? JSONDecoder().decode([BadInputCase].self, from: data)
    else { preconditionFailure("cases.json cannot be read") }
    return cases.filter { $0.needs != .mountNamespace || geteuid() == 0 }
  }()

  /// The words of a command line that runs the tool at `path` as the case wants it.
  func command(running path: String) -> [String] {
    let script = (under.map { $0 + "; " } ?? "") + "exec \"$0\" \"$@\""
    let tool = ["timeout", "120", "bash", "-c", script, path] + arguments
    switch needs {
    case .mountNamespace: return ["unshare", "--mount"] + tool
    case .ordinaryUser where geteuid() == 0:
      // Another user could not reach a clone in a private folder; root without these is as good.
      return ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] + tool
    case .ordinaryUser, nil: return tool
    }
  }
}
