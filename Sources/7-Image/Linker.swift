import Foundation
import Glibc
import Model

/// The linker, a program of its own.
struct Linker {

  /// Where the linker is.
  let path: String

  /// What the linker made.
  struct Output {

    /// The linked program with symbols and debug information.
    let file: [UInt8]
    /// What went where.
    let map: LinkMap
    /// The machine code of the program, if it is known.
    let object: [UInt8]?
    /// What `map` calls the file that holds `object`.
    let objectName: String
    /// The contents of the native objects, by the name that `map` has for them.
    let nativeObjects: [String: [UInt8]]
    /// What the linker warned of.
    let warnings: [Diagnostic]
  }

  /// The linker of this machine: that of the pinned version of LLVM, else one on the search path.
  static func installed() throws(ImageFailure) -> Linker {
    let search = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return try installed(
      preferring: "/usr/lib/llvm-22/bin/ld.lld",
      elseIn: search.split(separator: ":").map(String.init))
  }

  /// The linker at `preferred`, or else the first in `folders`.
  static func installed(
    preferring preferred: String, elseIn folders: [String]
  ) throws(ImageFailure) -> Linker {
    let candidates =
      [preferred] + folders.map { $0 + "/ld.lld-22" } + folders.map { $0 + "/ld.lld" }
    for candidate in candidates where FileManager.default.isExecutableFile(atPath: candidate) {
      return Linker(path: candidate)
    }
    throw .linkerMissing(paths: [preferred, "ld.lld-22 and ld.lld on the search path"])
  }

  /// Returns the program of `input`, linked in the folder `scratch`.
  func link(_ input: ImageInput, in scratch: String) throws(ImageFailure) -> Output {
    var arguments = Self.standing
    arguments += ["--icf=\(input.folding.rawValue)", "--script=\(Self.absolute(input.script))"]
    var order: FallThrough?
    switch input.program {
    case .object(let bytes):
      try accessing { () throws(SystemError) in
        try createFile(at: scratch + "/program.o", with: bytes, shown: scratch)
      }
      arguments.append("program.o")
      // What is no object file the linker tells better.
      order = (try? ElfFile(bytes)).flatMap { try? FallThrough(of: $0) }
    case .files(let files):
      arguments += ["--lto-obj-path=program.o"] + files.map(Self.absolute)
    }
    arguments += input.nativeObjects.map { Self.absolute($0.path) }
    // Archives among these come last: they give what the objects lack.
    arguments += input.linkerArguments
    if let order, let output = try link(input, arguments, in: order, scratch) { return output }
    let warnings = try run(arguments, in: scratch)
    return try output(of: input, in: scratch, warnings: warnings)
  }

  /// Runs the linker with `arguments` and the functions in `order`, so that jumps to what follows go;
  /// `nil` if other jumps went.
  private func link(
    _ input: ImageInput, _ arguments: [String], in order: FallThrough, _ scratch: String
  ) throws(ImageFailure) -> Output? {
    let list = order.order.joined(separator: "\n") + "\n"
    try accessing { () throws(SystemError) in
      try createFile(at: scratch + "/order", with: Array(list.utf8), shown: scratch)
    }
    let ordering = [
      "--optimize-bb-jumps", "--symbol-ordering-file=order", "--no-warn-symbol-ordering",
    ]
    let warnings = try run(arguments + ordering, in: scratch)
    let output = try output(of: input, in: scratch, warnings: warnings)
    return order.holds(in: output.map, object: output.objectName) ? output : nil
  }

  /// The arguments of every run, with the reason for each.
  private static let standing = [
    // The program is closed, and no loader will look for anything but segments.
    "-static", "--no-dynamic-linker", "--build-id=none", "-z", "nognustack", "-z", "norelro",
    // Dead native code goes, equal strings and ends of strings become one, and what needs the
    // most alignment comes first, so that little is lost between sections.
    "--gc-sections", "-O2", "--sort-section=alignment",
    // What lies between `__start_` and `__stop_` is read without being named, so that it stays.
    "-z", "nostart-stop-gc",
    // The symbol file has pages of the usual size; the image is packed afterwards.
    "-z", "max-page-size=4096",
    // Names as in the object, all messages, and a section without a place told.
    "--no-demangle", "--error-limit=0", "--color-diagnostics=never", "--orphan-handling=warn",
    "-Map=link.map", "-o", "linked.elf",
  ]

  /// Returns what the linker left in `scratch`.
  private func output(
    of input: ImageInput, in scratch: String, warnings: [Diagnostic]
  ) throws(ImageFailure) -> Output {
    let file = try accessing { () throws(SystemError) in
      try contents(ofFile: scratch + "/linked.elf")
    }
    let text = try accessing { () throws(SystemError) in
      try contents(ofFile: scratch + "/link.map")
    }
    let isObject = if case .object = input.program { true } else { false }
    let object: [UInt8]? =
      if case .object(let bytes) = input.program {
        bytes
      } else {
        try? contents(ofFile: scratch + "/program.o")
      }
    var nativeObjects: [String: [UInt8]] = [:]
    for path in input.nativeObjects.map({ Self.absolute($0.path) }) {
      nativeObjects[path] = try accessing { () throws(SystemError) in try contents(ofFile: path) }
    }
    return Output(
      file: file, map: try LinkMap(text), object: object,
      objectName: isObject ? "program.o" : "linked.elf.lto.o", nativeObjects: nativeObjects,
      warnings: warnings)
  }

  /// Runs the linker with `arguments` in `folder` and returns what it warned of.
  private func run(_ arguments: [String], in folder: String) throws(ImageFailure) -> [Diagnostic] {
    let messages = folder + "/messages"
    // Of an earlier run of the linker.
    unlink(messages)
    try accessing { () throws(SystemError) in
      try createFile(at: messages, with: [], shown: folder)
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ["LC_ALL": "C"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: messages) ?? .nullDevice
    do {
      try process.run()
    } catch {
      throw .linkerMissing(paths: [path])
    }
    process.waitUntilExit()
    let text = (try? contents(ofFile: messages)) ?? []
    let diagnostics = LinkerMessages.diagnostics(in: String(decoding: text, as: UTF8.self))
    if process.terminationReason == .exit, process.terminationStatus == 0 { return diagnostics }
    let errors = diagnostics.filter { $0.level == .error }
    throw errors.isEmpty ? failure(of: process, in: folder) : .linkerRefused(errors)
  }

  /// Returns why `process` failed without a message: most likely the disk that holds `folder` is full.
  private func failure(of process: Process, in folder: String) -> ImageFailure {
    var status = statvfs()
    if statvfs(folder, &status) == 0, status.f_bavail * status.f_frsize < 1 << 20 {
      return .inaccessible(SystemError(ENOSPC, action: "write", path: folder).diagnostic)
    }
    guard process.terminationReason == .uncaughtSignal else {
      return .linkerRefused([
        .error("the linker ended with status \(process.terminationStatus) and said nothing")
      ])
    }
    return .linkerCrashed(signal: process.terminationStatus, folder: folder)
  }

  /// Returns `path` seen from any folder.
  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}
