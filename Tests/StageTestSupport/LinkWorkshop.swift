internal import Foundation
internal import LLVM
internal import Link
internal import Model
internal import TestSupport
package import WholeProgram

/// A folder in which files for the link stage are made.
package final class LinkWorkshop {

  /// The folder.
  private let folder: TemporaryFolder

  /// What the test found by linking needs the files as long as the workshop lives.
  package private(set) var dependencies: [String] = []

  /// An empty workshop.
  package init() throws {
    folder = try TemporaryFolder()
  }

  /// The path of the folder.
  package var path: String { folder.path }

  /// The target of units that name none.
  private static let target = """
    target datalayout = \
    "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128"
    target triple = "x86_64-unknown-linux-musl"

    """

  /// Makes a file of `text`: bitcode of `NAME.ll`, an object of `NAME.s`, or a plain file; returns
  /// its path.
  @discardableResult
  package func add(_ text: String, named name: String) throws -> String {
    let stem = name.split(separator: ".").dropLast().joined(separator: ".")
    if name.hasSuffix(".ll") {
      let whole = text.contains("target triple") ? text : Self.target + text
      let module: Module
      do {
        module = try Module(text: whole, in: Context())
      } catch {
        preconditionFailure("\(name): \(error)")
      }
      if !text.contains("source_filename") { module.setSourceFile(name) }
      try folder.write(module.bitcode, to: stem + ".bc")
      return "\(path)/\(stem).bc"
    }
    try folder.write(text, to: name)
    guard name.hasSuffix(".s") else { return "\(path)/\(name)" }
    try run([
      "clang-22", "--target=x86_64-linux-musl", "-c", "\(path)/\(name)", "-o", "\(path)/\(stem).o",
    ])
    return "\(path)/\(stem).o"
  }

  /// Makes an archive of `members`, which are paths; `options` are those of `ar`.
  package func archive(
    _ members: [String], named name: String, options: String = "rcs"
  ) throws -> String {
    try run(["llvm-ar-22", options, "\(path)/\(name)"] + members)
    return "\(path)/\(name)"
  }

  /// Runs the tool and arguments `words`.
  private func run(_ words: [String]) throws {
    let result = try Command.run("/usr/bin/env", words, in: folder)
    precondition(result.status == 0, "\(words): \(result.errors)")
  }

  /// Links `inputs` with the archives `libraries` and the linker script `script`.
  package func link(
    _ inputs: [String], libraries: [String] = [], script: String = "ENTRY(main)\n",
    componentOfSource: @escaping (String) -> String = { _ in "library" },
    isDefinedLater: @escaping (String) -> Bool = { _ in false }
  ) throws -> Program {
    try folder.write(script, to: "layout.ld")
    let request = LinkRequest(
      applicationFiles: inputs, libraryArchives: libraries, supportArchives: [],
      linkerScript: "\(path)/layout.ld", objectFolder: "objects",
      componentOfSource: componentOfSource, isDefinedLater: isDefinedLater)
    var session = try LinkSession(request)
    let program = try session.link(in: Context())
    dependencies = session.dependencies
    return program
  }
}
