import Foundation
import LLVM
import Model
import WholeProgram

/// Keeps what each stage leaves, for people who look for a mistake: bitcode, and the decisions.
struct StageArchive {

  /// The folder, if anything is to be kept.
  private let folder: String?
  /// `true` iff LLVM's verifier looks at each stage's result.
  private let verifies: Bool

  /// An archive in `folder`, which is made if it does not exist.
  init(folder: String?, verifies: Bool) throws {
    self.folder = folder
    self.verifies = verifies
    guard let folder else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw DiagnosedFailure(
        .error(
          at: Site(folder), "the folder for intermediate results cannot be made",
          recommendation: "name a folder that you may write to with --save-stages"))
    }
  }

  /// Keeps `program` as `stage` left it.
  func keep(_ program: Program, after stage: Stage, round: Int?) throws {
    if verifies { try verify(program, after: stage) }
    let name = round.map { "\(stage.rawValue)-\($0)" } ?? stage.rawValue
    guard folder != nil else { return }
    try keep(program.module.bitcode, as: name + ".bc")
    let lines = program.decisions.map {
      "\($0.stage)\t\($0.verdict.rawValue)\t\($0.component)\t\($0.symbol)\t\($0.reason)"
    }
    try keep(Array((lines.joined(separator: "\n") + "\n").utf8), as: name + ".decisions")
  }

  /// Keeps `bytes` as the file `name`.
  func keep(_ bytes: [UInt8], as name: String) throws {
    guard let folder else { return }
    try writeFile(bytes, to: "\(folder)/\(name)")
  }

  /// Ends the run if `stage` broke `program`: that is a mistake of ours.
  private func verify(_ program: Program, after stage: Stage) throws {
    do {
      try program.module.verify()
    } catch {
      preconditionFailure("the program is malformed after \(stage.rawValue): \(error)")
    }
  }
}

/// Writes `bytes` to the file at `path`; throws a diagnostic that tells why it cannot.
func writeFile(_ bytes: [UInt8], to path: String) throws {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  var failure = descriptor < 0 ? errno : 0
  var written = 0
  while failure == 0, written < bytes.count {
    let count = bytes[written...].withUnsafeBytes {
      write(descriptor, $0.baseAddress, $0.count)
    }
    if count < 0, errno != EINTR { failure = errno }
    written += max(count, 0)
  }
  if descriptor >= 0, close(descriptor) != 0, failure == 0 { failure = errno }
  guard failure != 0 else { return }
  throw DiagnosedFailure(
    .error(
      at: Site(path), "cannot be written: \(String(cString: strerror(failure)))",
      recommendation: "check permissions and free space"))
}
