internal import FoundationEssentials
internal import Glibc
internal import LLVM
internal import LibraryOS
internal import Model

/// The machine code of a program's own that took part in a link.
struct NativeObjects {

  /// The object files that were named.
  private let files: [String]
  /// The members that the linker extracted, by archive.
  private let members: [(archive: String, names: Set<String>)]

  /// The objects among `inputs` that are in the linker's list of files at `trace`.
  ///
  /// Each line of the list names a file, or an archive and, in round brackets, a member.
  init(listedIn trace: String, of inputs: [LinkInput]) throws(Diagnostic) {
    guard let text = try? String(contentsOf: URL(filePath: trace), encoding: .utf8) else {
      throw .error(at: Site(trace), "the linker's list of files cannot be read")
    }
    let lines = text.split(separator: "\n")
    let listed = Set(lines)
    var files: [String] = []
    var members: [(archive: String, names: Set<String>)] = []
    for input in inputs {
      if case .native(let path) = input, listed.contains(path[...]) { files.append(path) }
      if case .archive(let path) = input, !members.contains(where: { $0.archive == path }) {
        let names = lines.filter { $0.hasPrefix("\(path)(") && $0.hasSuffix(")") }
          .map { String($0.dropFirst(path.utf8.count + 1).dropLast()) }
        if !names.isEmpty { members.append((path, Set(names))) }
      }
    }
    self.files = files
    self.members = members
  }

  /// Objects that can be linked.
  struct Extracted {
    /// The files that were named on the command line.
    let files: [String]
    /// The files that were copied out of archives.
    let members: [String]

    /// All files.
    var all: [String] { files + members }

    /// Puts all files into the new archive `name` in `scratch`.
    func archive(to name: String, in scratch: Scratch) throws(Diagnostic) {
      let path = scratch.path(name)
      // Names by which they can be told apart, and which are the same on each build.
      let names = all.enumerated().map { index, file in
        scratch.path("member-\(index)-\(NativeObjects.steadyName(of: file))")
      }
      for (name, file) in zip(names, all) {
        symlink(
          file.hasPrefix("/") ? file : FileManager.default.currentDirectoryPath + "/" + file, name)
      }
      let ending = try ChildProcess.run(
        path: Tool.archiver.path(), arguments: ["qcsD", path] + names, setting: scratch.setting)
      guard ending.isSuccess else {
        throw .error(at: Site(path), "the program's native objects cannot be archived")
      }
    }
  }

  /// Copies the members that are machine code to `scratch`.
  func extract(to scratch: Scratch) throws(Diagnostic) -> Extracted {
    var copies: [String] = []
    for (path, names) in members {
      do {
        let archive = try Archive(path: path)
        for index in 0..<archive.count where names.contains(archive.name(of: index)) {
          let bytes = archive.bytes(of: index)
          guard FileKind(of: bytes) == .elf else { continue }
          let copy = scratch.path("\(copies.count)/\(Self.lastPart(of: archive.name(of: index)))")
          mkdir(scratch.path("\(copies.count)"), 0o700)
          try Data(bytes).write(to: URL(filePath: copy))
          copies.append(copy)
        }
      } catch let failure as Failure {
        throw .error(at: Site(path), "the archive cannot be read: \(failure)")
      } catch {
        throw .error(at: Site(path), "a member of the archive cannot be copied: \(error)")
      }
    }
    return Extracted(files: files, members: copies)
  }

  /// The name of the file at `path`.
  private static func lastPart(of path: String) -> Substring {
    path.split(separator: "/").last ?? path[...]
  }

  /// The name of the file at `path`, without what clang adds to the name of a temporary file.
  private static func steadyName(of path: String) -> String {
    String(lastPart(of: path)).replacing(/-[0-9a-f]{6}\.o$/, with: ".o")
  }
}
