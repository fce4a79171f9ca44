import Foundation
import LLVM
import Model

/// The files of a link: those that always take part, and archives whose members may.
struct Inputs {

  /// One archive that members are taken from.
  final class Library {
    /// The path.
    let path: String
    /// The open archive.
    let archive: Archive
    /// Whose archive this is.
    let owner: Unit.Owner
    /// `true` iff the members are files of their own.
    let isThin: Bool
    /// Each symbol that a member defines, with the member.
    private(set) var index: [(symbol: String, member: Int)]
    /// Names that the library has for itself although the application has them too.
    private var ownNames: Set<String> = []

    /// The archive at `path`; throws a diagnostic if it is damaged.
    init(path: String, owner: Unit.Owner) throws {
      self.path = path
      self.owner = owner
      isThin = try FileBytes(path: path).kind == .thinArchive
      do {
        archive = try Archive(path: path)
      } catch {
        throw DiagnosedFailure(
          .error(
            at: Site(path), "damaged archive: \(error)",
            recommendation: "build the archive again; a thin archive needs its members in place"))
      }
      let index = archive.index
      self.index = index.isEmpty && archive.count > 0 ? try Self.makeIndex(archive, path) : index
    }

    /// Returns the index of `archive`, which carries none.
    private static func makeIndex(
      _ archive: Archive, _ path: String
    ) throws -> [(symbol: String, member: Int)] {
      var result: [(symbol: String, member: Int)] = []
      for member in 0..<archive.count {
        let bytes = archive.bytes(of: member)
        guard [.bitcode, .elf].contains(FileKind(of: bytes)) else { continue }
        do {
          let table = try SymbolTable(of: bytes, named: archive.name(of: member))
          result += table.symbols.filter { !$0.isUndefined }.map { ($0.name, member) }
        } catch {
          throw DiagnosedFailure(
            .error(at: Site("\(path)(\(archive.name(of: member)))"), "damaged member: \(error)"))
        }
      }
      return result
    }

    /// Reads member `index` as a unit.
    func unit(_ index: Int) throws -> Unit {
      let member = archive.name(of: index)
      let file = member.split(separator: "/").last.map(String.init) ?? member
      let library = path.split(separator: "/").last.map(String.init) ?? path
      let unit = try Unit(
        name: owner == .application ? "\(path)(\(file))" : "\(library)(\(file))", path: member,
        file: isThin ? member : path, bytes: archive.bytes(of: index), storage: archive,
        owner: owner)
      unit.keepApart(ownNames)
      return unit
    }

    /// Keeps `names` apart from the application's.
    func keepApart(_ names: Set<String>) {
      ownNames = names
      index = index.map {
        (names.contains($0.symbol) ? PrivateNames.own($0.symbol) : $0.symbol, $0.member)
      }
    }
  }

  /// The units that take part whatever they define.
  private(set) var units: [Unit] = []
  /// The archives, in the order in which they are searched.
  private(set) var libraries: [Library] = []

  /// The files of `request`; throws all diagnostics at once.
  init(_ request: LinkRequest) throws {
    var problems: [Diagnostic] = []
    for path in request.applicationFiles {
      do {
        try add(path)
      } catch let failure as DiagnosedFailure {
        problems += failure.diagnostics
      }
    }
    if !problems.isEmpty { throw DiagnosedFailure(problems) }
    for path in request.libraryArchives {
      libraries.append(try Library(path: path, owner: .library))
    }
    for path in request.supportArchives {
      libraries.append(try Library(path: path, owner: .support))
    }
    try PrivateNames.separate(units, libraries, cLibrary: request.cLibrary)
  }

  /// Adds the file of the application at `path`.
  private mutating func add(_ path: String) throws {
    let file = try FileBytes(path: path)
    switch file.kind {
    case .bitcode, .elf:
      units.append(
        try Unit(name: path, path: path, bytes: file.bytes, storage: file, owner: .application))
    case .archive, .thinArchive:
      libraries.append(try Library(path: path, owner: .application))
    case .textIR:
      throw DiagnosedFailure(
        .error(
          at: Site(path), "LLVM assembly, not bitcode",
          recommendation: "assemble it with llvm-as-22 first"))
    case .unknown:
      let what = file.bytes.isEmpty ? "is empty" : "is neither bitcode, an object nor an archive"
      throw DiagnosedFailure(
        .error(
          at: Site(path), what,
          recommendation: "compile with `specialise cc`, which writes NAME.bc beside each program"))
    }
  }
}
