internal import Glibc
internal import LLVM
internal import LibraryOS

/// One argument of a link, once it is known what each file holds.
enum LinkInput: Hashable {
  /// What the linker shall read as it is: options, and the files of the C library.
  case words([String])
  /// A bitcode file of the program.
  case bitcode(String)
  /// An archive of the program.
  case archive(String)
  /// Any other file of the program: machine code, or a linker script.
  case native(String)

  /// The words that stand for this on a command line.
  var words: [String] {
    switch self {
    case .words(let words): words
    case .bitcode(let path), .archive(let path), .native(let path): [path]
    }
  }
}

/// Finds out what the arguments of a link name.
struct LinkInputs {

  /// The installation, whose files are not the program's.
  let installation: Installation
  /// The arguments.
  let arguments: LinkerArguments

  /// What the compiler's own library replaces.
  private static let compilerLibraries: Set<String> = ["gcc", "gcc_s", "gcc_eh"]

  /// The arguments, each with what it names.
  var inputs: [LinkInput] {
    arguments.parts.map { part in
      switch part {
      case .option(let words): return .words(words)
      case .file(let path): return isSystem(path) ? .words([path]) : input(path)
      case .library(let name):
        if Self.compilerLibraries.contains(name) { return .words([]) }
        guard let path = find(name), !isSystem(path) else { return .words(["-l\(name)"]) }
        return input(path)
      }
    }
  }

  /// The file at `path`, by what it holds.
  private func input(_ path: String) -> LinkInput {
    switch FileKind(ofFile: path) {
    case .bitcode: .bitcode(path)
    case .archive, .thinArchive: .archive(path)
    default: .native(path)
    }
  }

  /// `true` iff `path` belongs to the C library or to the compiler.
  func isSystem(_ path: String) -> Bool {
    path.hasPrefix("\(installation.folder)/") || path.contains("/lib/clang/")
  }

  /// The file that `-lNAME` means. A shared library that `specialise cc` made is an archive.
  private func find(_ name: String) -> String? {
    let files =
      name.hasPrefix(":") ? [String(name.dropFirst())] : ["lib\(name).a", "lib\(name).so"]
    for folder in arguments.searchFolders {
      for path in files.map({ "\(folder)/\($0)" }) {
        if [.archive, .thinArchive].contains(FileKind(ofFile: path)) { return path }
      }
    }
    return nil
  }
}

extension FileKind {

  /// The kind of the file at `path`; `unknown` also if it cannot be read.
  init(ofFile path: String) {
    guard let file = fopen(path, "rb") else {
      self = .unknown
      return
    }
    defer { fclose(file) }
    var start = [UInt8](repeating: 0, count: 64)
    let count = fread(&start, 1, start.count, file)
    self = start.withUnsafeBytes { FileKind(of: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }
}
