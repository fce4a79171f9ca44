import Foundation
import LLVM
import Model

/// One file that takes part in the link: bitcode or machine code, alone or from an archive.
final class Unit {

  /// Who a unit comes from.
  enum Owner {
    case application, library, support
  }

  /// What messages call the unit: `a.o`, or `libc.a(printf.o)`.
  let name: String
  /// Where the bytes lie.
  let bytes: UnsafeRawBufferPointer
  /// Bitcode or ELF.
  let kind: FileKind
  /// The symbols that others can see.
  private(set) var table: SymbolTable
  /// Who the unit comes from.
  let owner: Owner
  /// The path of the object file, by which the library OS's sources are known.
  let path: String
  /// The file on disk that the bytes lie in.
  let file: String
  /// The number of the archive member that the unit is, in a resolution.
  var key: Int?
  /// What is not as it should be, though the unit can be used.
  let warnings: [Diagnostic]
  /// Names that mean something else to the application; this unit's get a suffix.
  private var renamed: Set<String> = []
  /// What keeps the bytes alive.
  private let storage: AnyObject

  /// The unit `bytes`, which live as long as `storage`; throws what is wrong with them.
  init(
    name: String, path: String, file: String? = nil, bytes: UnsafeRawBufferPointer,
    storage: AnyObject, owner: Owner, warnings: [Diagnostic] = []
  ) throws {
    self.name = name
    self.path = path
    self.file = file ?? path
    self.bytes = bytes
    self.storage = storage
    self.owner = owner
    self.warnings = warnings
    kind = FileKind(of: bytes)
    do {
      table = try SymbolTable(of: bytes, named: name)
    } catch {
      throw DiagnosedFailure(explainUnreadable(name, bytes, error))
    }
    try checkTarget()
  }

  /// Keeps `names` apart from the application's, as far as the unit has them.
  func keepApart(_ names: Set<String>) {
    guard kind == .bitcode, !names.isEmpty else { return }
    renamed = Set(table.symbols.map(\.name)).intersection(names)
    table.rename { renamed.contains($0) ? PrivateNames.own($0) : $0 }
  }

  /// Gives the functions and variables of `module`, the unit's bitcode, the names in the table.
  func applyNames(to module: borrowing Module) {
    for name in renamed.sorted() {
      module.function(name)?.rename(to: PrivateNames.own(name))
      module.variable(name)?.rename(to: PrivateNames.own(name))
    }
  }

  /// Throws if the unit was made for another machine, or for another system's conventions.
  private func checkTarget() throws {
    let parts = table.triple.split(separator: "-").map(String.init)
    let isNameless = parts.isEmpty && kind == .bitcode
    guard isNameless || parts.first == "x86_64" && parts.dropFirst().allSatisfy(Self.isUsable)
    else {
      throw DiagnosedFailure(
        .error(
          at: Site(name),
          "wrong architecture or system: made for '\(table.triple)', not for x86_64-linux-musl",
          recommendation: "compile it with `specialise cc`, or with --target=x86_64-linux-musl"))
    }
  }

  /// `true` iff `part`, the vendor, system or environment of a target, has Linux's conventions.
  private static func isUsable(_ part: String) -> Bool {
    let systems = [
      "linux", "none", "unknown", "pc", "elf", "gnu", "musl", "alpine", "redhat", "suse",
    ]
    return systems.contains(part)
  }
}

/// A file's bytes, mapped.
final class FileBytes {

  /// The bytes.
  private let data: NSData

  /// The bytes of the file at `path`; throws a diagnostic that tells why they cannot be had.
  init(path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw DiagnosedFailure(
        .error(at: Site(path), "no such file", recommendation: "check the path"))
    }
    if isFolder.boolValue {
      throw DiagnosedFailure(
        .error(
          at: Site(path), "is a folder, not a file",
          recommendation: "name the .bc, .o or .a files in it"))
    }
    do {
      data = try NSData(contentsOfFile: path, options: .mappedIfSafe)
    } catch {
      throw DiagnosedFailure(
        .error(
          at: Site(path), "cannot be read: \(reason(of: error))",
          recommendation: "check the permissions of the file"))
    }
  }

  /// The positions of the bytes.
  var indices: Range<Int> { 0..<data.length }

  /// The kind of the file.
  var kind: FileKind { withExtendedLifetime(data) { FileKind(of: bytes) } }

  /// The bytes, valid as long as this object.
  var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: data.bytes, count: data.length)
  }
}

/// Returns the system's own words for `error`.
private func reason(of error: any Error) -> String {
  let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
  guard let code = underlying?.code ?? Optional((error as NSError).code), code > 0, code < 134
  else { return error.localizedDescription }
  return String(cString: strerror(Int32(code)))
}
