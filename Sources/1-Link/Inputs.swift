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
    private(set) var index: [(symbol: String, member: Int)] = []
    /// What looks at members before they are used, if they are the application's.
    private let inspector: (any UnitInspector)?
    /// Names that the library has for itself although the application has them too.
    private var ownNames: Set<String> = []

    /// The archive at `path`; throws a diagnostic if it is damaged.
    init(path: String, owner: Unit.Owner, inspector: (any UnitInspector)?) throws {
      self.path = path
      self.owner = owner
      self.inspector = inspector
      isThin = try FileBytes(path: path).kind == .thinArchive
      try inspector?.require(InspectionRequest(name: path, file: path, range: nil))
      archive = try openArchive(at: path)
      if isThin, let own = (0..<archive.count).first(where: { archive.name(of: $0) == path }) {
        throw DiagnosedFailure(
          .error(
            at: Site(path), "the archive is a member of itself (\(archive.name(of: own)))",
            recommendation: "build the archive again"))
      }
      index = archive.index
      if index.isEmpty && archive.count > 0 { index = try makeIndex() }
    }

    /// Returns the index of the archive, which carries none.
    private func makeIndex() throws -> [(symbol: String, member: Int)] {
      var result: [(symbol: String, member: Int)] = []
      for member in 0..<archive.count
      where [.bitcode, .elf].contains(FileKind(of: archive.bytes(of: member))) {
        let symbols = try unit(member).table.symbols
        result += symbols.filter { !$0.isUndefined }.map { ($0.name, member) }
      }
      return result
    }

    /// Reads member `index` as a unit.
    func unit(_ index: Int) throws -> Unit {
      let member = archive.name(of: index)
      let part = member.split(separator: "/").last.map(String.init) ?? member
      let library = path.split(separator: "/").last.map(String.init) ?? path
      let name = owner == .application ? "\(path)(\(part))" : "\(library)(\(part))"
      let file = isThin ? member : path
      let bytes = archive.bytes(of: index)
      let start = isThin ? 0 : archive.offset(of: index)
      let request = InspectionRequest(name: name, file: file, range: start..<start + bytes.count)
      let warnings = try inspector?.require(request) ?? []
      let unit = try Unit(
        name: name, path: member, file: file, bytes: bytes, storage: archive, owner: owner,
        warnings: warnings)
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
        try add(path, request.inspector)
      } catch let failure as DiagnosedFailure {
        problems += failure.diagnostics
      }
    }
    if !problems.isEmpty { throw DiagnosedFailure(problems) }
    for path in request.libraryArchives {
      libraries.append(try Library(path: path, owner: .library, inspector: nil))
    }
    for path in request.supportArchives {
      libraries.append(try Library(path: path, owner: .support, inspector: nil))
    }
    try PrivateNames.separate(units, libraries, cLibrary: request.cLibrary)
  }

  /// Adds the file of the application at `path`.
  private mutating func add(_ path: String, _ inspector: any UnitInspector) throws {
    let file = try FileBytes(path: path)
    switch file.kind {
    case .bitcode, .elf:
      let warnings = try inspector.require(
        InspectionRequest(name: path, file: path, range: file.indices))
      units.append(
        try Unit(
          name: path, path: path, bytes: file.bytes, storage: file, owner: .application,
          warnings: warnings))
    case .archive, .thinArchive:
      libraries.append(try Library(path: path, owner: .application, inspector: inspector))
    case .textIR:
      throw DiagnosedFailure(
        .error(
          at: Site(path), "LLVM assembly, not bitcode",
          recommendation: "assemble it with llvm-as-22 first"))
    case .executable, .sharedLibrary, .foreignObject, .unknown:
      throw DiagnosedFailure(
        .error(
          at: Site(path), Self.complaint(about: file),
          recommendation: "compile with `specialise cc`, which writes NAME.bc beside each program"))
    }
  }
  /// Returns why `file` cannot be linked.
  private static func complaint(about file: FileBytes) -> String {
    switch file.kind {
    case .executable: "is an executable, not bitcode"
    case .sharedLibrary: "is a shared library, which an image cannot load"
    case .foreignObject: "is an object of another system's format, neither bitcode nor ELF"
    default:
      file.bytes.isEmpty
        ? "is empty" : "is not bitcode, and neither an ELF object nor an archive of such"
    }
  }
}

extension UnitInspector {

  /// Returns the warnings about what `request` names; throws the errors.
  @discardableResult
  fileprivate func require(_ request: InspectionRequest) throws -> [Diagnostic] {
    let problems = try inspect(request)
    if problems.contains(where: { $0.level == .error }) { throw DiagnosedFailure(problems) }
    return problems
  }
}
