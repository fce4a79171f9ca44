import Foundation
import LLVM
package import Model

/// Looking at the application's files before they are used.
///
/// LLVM's readers trust their input: a flipped bit can make them crash or run for ever. So each unit
/// of the application is read and checked once by an inspector, which may live in another process;
/// only what passed is read here. The library OS's own archives, which set-up built, are trusted.
package protocol UnitInspector: AnyObject {

  /// Returns what is wrong with what `request` names, nothing if all is well.
  func inspect(_ request: InspectionRequest) throws -> [Diagnostic]
}

/// Something to look at: an archive as such, or a unit.
package struct InspectionRequest: Hashable, Codable, Sendable {

  /// What messages call it.
  package let name: String
  /// The file that it lies in.
  package let file: String
  /// The bytes of the file that it is, or `nil` for an archive.
  package let range: Range<Int>?

  /// A request with the given parts.
  package init(name: String, file: String, range: Range<Int>?) {
    self.name = name
    self.file = file
    self.range = range
  }
}

/// An inspector in this process.
package final class DirectInspector: UnitInspector {

  /// The file that was read last, with its path.
  private var file: (path: String, bytes: FileBytes)?

  /// A new inspector.
  package init() {}

  /// Returns what is wrong with what `request` names.
  package func inspect(_ request: InspectionRequest) throws -> [Diagnostic] {
    do {
      guard let range = request.range else {
        _ = try openArchive(at: request.file)
        return []
      }
      let file = try file(at: request.file)
      let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[range.clamped(to: file.indices)])
      switch FileKind(of: bytes) {
      case .bitcode: return inspectBitcode(bytes, request.name).map { [$0] } ?? []
      default: return inspectObject(bytes, request.name).map { [$0] } ?? []
      }
    } catch let failure as DiagnosedFailure {
      return failure.diagnostics
    }
  }

  /// Returns the bytes of the file at `path`.
  private func file(at path: String) throws -> FileBytes {
    if let file, file.path == path { return file.bytes }
    let bytes = try FileBytes(path: path)
    file = (path, bytes)
    return bytes
  }
}

/// Returns the archive at `path`; throws a diagnostic if it is damaged.
func openArchive(at path: String) throws -> Archive {
  do {
    return try Archive(path: path)
  } catch {
    let isGone = error.message.contains("No such file")
    throw DiagnosedFailure(
      .error(
        at: Site(path),
        isGone
          ? "no such file: a member of this thin archive is gone" : "truncated or damaged archive",
        notes: [error.message],
        recommendation: "build the archive again; a thin archive needs its members in place"))
  }
}

/// Returns what is wrong with the machine code `bytes`, the unit `name`.
private func inspectObject(_ bytes: UnsafeRawBufferPointer, _ name: String) -> Diagnostic? {
  do {
    _ = try SymbolTable(of: bytes, named: name)
    return nil
  } catch {
    return explainUnreadable(name, bytes, error)
  }
}

/// Returns what is wrong with the bitcode `bytes`, the unit `name`; a warning if it can be used.
private func inspectBitcode(_ bytes: UnsafeRawBufferPointer, _ name: String) -> Diagnostic? {
  if let problem = checkProducer(bytes, name) { return problem }
  let context = Context()
  do throws(Failure) {
    let count = try moduleCount(ofBitcode: bytes)
    if count == 0, bytes.count < shortestModule { throw Failure("it ends after its beginning") }
    guard count == 1 else { return wrongCount(count, name) }
    _ = try SymbolTable(of: bytes, named: name)
    let module = try Module(bitcode: bytes, named: name, in: context)
    let isSound: Bool
    do {
      isSound = try module.hasSoundDebugInformation()
    } catch {
      return .error(
        at: Site(name), "not valid: damaged bitcode, which breaks the rules of LLVM",
        notes: error.message.split(separator: "\n").prefix(3).map(String.init),
        recommendation: "build the file again; if it stays so, its compiler is at fault")
    }
    if isSound { module.readThrough() }
    return isSound
      ? nil
      : Diagnostic(
        .warning, at: Site(name), "damaged debug information is ignored",
        recommendation: "build the file again to have lines in messages and reports")
  } catch {
    return explainUnreadable(name, bytes, error)
  }
}

/// The number of bytes that no module can be without.
private let shortestModule = 64

/// Returns the error that the file `name` holds `count` modules.
private func wrongCount(_ count: Int, _ name: String) -> Diagnostic {
  count == 0
    ? .error(
      at: Site(name), "bitcode without code: there is no module in it, only a summary or nothing",
      recommendation: "give the bitcode itself, not an index made for ThinLTO")
    : .error(
      at: Site(name), "more than one module in one file (\(count))",
      recommendation: "give the files that it was made of, or join them with llvm-link-22")
}

/// Returns the error that a newer compiler made `bytes`, the unit `name`, if one did.
private func checkProducer(_ bytes: UnsafeRawBufferPointer, _ name: String) -> Diagnostic? {
  let ours = Int(libraryVersion.prefix { $0 != "." }) ?? 0
  guard let producer = producer(ofBitcode: bytes),
    let theirs = majorVersion(ofProducer: producer), theirs > ours
  else { return nil }
  return .error(
    at: Site(name), "made by a newer LLVM (\(producer)) than \(libraryVersion), which reads it",
    recommendation: "compile the file with clang-\(ours) (`specialise cc` does)")
}

/// Returns what is wrong with the unit `name`, which LLVM refused with `failure`.
func explainUnreadable(
  _ name: String, _ bytes: UnsafeRawBufferPointer, _ failure: Failure
) -> Diagnostic {
  guard FileKind(of: bytes) == .bitcode else {
    return .error(
      at: Site(name), "truncated or damaged object file: \(failure)",
      recommendation: "build the file again")
  }
  if let problem = checkProducer(bytes, name) { return problem }
  let producer = producer(ofBitcode: bytes) ?? ""
  let maker = producer.isEmpty ? "" : " (made by \(producer))"
  if failure.message.contains("no datalayout") {
    return .error(
      at: Site(name), "bitcode for no machine: no module in it says how data is laid out",
      notes: ["an index made for ThinLTO says nothing of it, either"],
      recommendation:
        "give the bitcode itself; in LLVM's assembly language, write `target datalayout` and "
        + "`target triple` as clang does")
  }
  if failure.message.contains("epoch") {
    return .error(
      at: Site(name), "bitcode of another epoch of the format\(maker)", notes: [failure.message],
      recommendation: "compile the file with the clang of LLVM \(libraryVersion)")
  }
  return .error(
    at: Site(name), "truncated or damaged bitcode\(maker): \(failure)",
    recommendation: "build the file again; a full disk or an interrupted build leaves such files")
}

/// Returns the major version in a producer such as `LLVM22.1.8`.
private func majorVersion(ofProducer producer: String) -> Int? {
  guard producer.hasPrefix("LLVM") else { return nil }
  return Int(producer.dropFirst(4).prefix { $0.isNumber })
}

/// The error that reading the unit `name` ended the process which did it, because of `cause`.
package func unreadable(_ name: String, because cause: String) -> Diagnostic {
  .error(
    at: Site(name), "truncated or damaged: LLVM cannot read it (\(cause))",
    recommendation: "build the file again; a full disk or an interrupted build leaves such files")
}
