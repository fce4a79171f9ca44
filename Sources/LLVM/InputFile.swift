import CLLVM
import LLVMShim

/// What a file holds.
package enum FileKind: Hashable {
  /// Files that a link can take, and those that it cannot; `elf` is a relocatable object.
  case bitcode, elf, archive, thinArchive, textIR, executable, sharedLibrary, foreignObject, unknown

  /// The kind of `bytes`.
  package init(of bytes: UnsafeRawBufferPointer) {
    let start = bytes.bindMemory(to: CChar.self).baseAddress
    switch shim_file_kind(start, bytes.count) {
    case SHIM_FILE_BITCODE: self = .bitcode
    case SHIM_FILE_ELF: self = .elf
    case SHIM_FILE_ARCHIVE: self = .archive
    case SHIM_FILE_THIN_ARCHIVE: self = .thinArchive
    case SHIM_FILE_TEXT_IR: self = .textIR
    case SHIM_FILE_EXECUTABLE: self = .executable
    case SHIM_FILE_SHARED_LIBRARY: self = .sharedLibrary
    case SHIM_FILE_FOREIGN_OBJECT: self = .foreignObject
    default: self = .unknown
    }
  }
}

/// One symbol of a file's symbol table.
package struct FileSymbol: Hashable, Sendable {

  /// The linker's name.
  package private(set) var name: String
  /// `true` iff the file wants the symbol from elsewhere.
  package let isUndefined: Bool
  /// `true` iff a definition may be replaced, or an undefined symbol may stay so.
  package let isWeak: Bool
  /// `true` iff this is a tentative definition.
  package let isCommon: Bool
  /// `true` iff the definition belongs to a group of which one is enough.
  package let isInGroup: Bool
  /// `true` iff only module-level assembly names the symbol.
  package let isOnlyInAssembly: Bool
  /// `true` iff the source says that it must stay.
  package let isMarkedUsed: Bool
  /// `true` iff each thread has its own.
  package let isThreadLocal: Bool

  /// `true` iff the file defines the symbol for good.
  package var isStrongDefinition: Bool { !isUndefined && !isWeak && !isCommon && !isInGroup }

  /// The symbol under another name.
  package func renamed(to name: String) -> FileSymbol {
    var result = self
    result.name = name
    return result
  }
}

/// The symbol table of a bitcode or ELF file.
package struct SymbolTable: Sendable {

  /// The symbols that other files can see.
  package private(set) var symbols: [FileSymbol]
  /// The target.
  package let triple: String
  /// The source file's name, or an empty text.
  package let source: String

  /// The symbol table of `bytes`, a file called `name`.
  package init(of bytes: UnsafeRawBufferPointer, named name: String) throws(Failure) {
    TargetMachine.registerTargets()
    var message: UnsafeMutablePointer<CChar>?
    let start = bytes.bindMemory(to: CChar.self).baseAddress
    guard let table = shim_symbols_read(start, bytes.count, name, &message) else {
      throw Failure(String(consuming: message))
    }
    defer { shim_symbols_dispose(table) }
    triple = String(cString: shim_symbols_triple(table))
    source = String(cString: shim_symbols_source(table))
    symbols = (0..<shim_symbols_count(table)).map { index in
      var flags: UInt32 = 0
      let name = String(cString: shim_symbols_get(table, index, &flags))
      /// Tells whether `flag` is set.
      func has(_ flag: ShimSymbolFlags) -> Bool { flags & flag.rawValue != 0 }
      return FileSymbol(
        name: name, isUndefined: has(SHIM_SYMBOL_UNDEFINED), isWeak: has(SHIM_SYMBOL_WEAK),
        isCommon: has(SHIM_SYMBOL_COMMON), isInGroup: has(SHIM_SYMBOL_COMDAT),
        isOnlyInAssembly: has(SHIM_SYMBOL_ASSEMBLY), isMarkedUsed: has(SHIM_SYMBOL_USED),
        isThreadLocal: has(SHIM_SYMBOL_THREAD_LOCAL))
    }
  }

  /// Gives each symbol the name that `rename` returns for its own.
  package mutating func rename(_ rename: (String) -> String) {
    symbols = symbols.map { $0.renamed(to: rename($0.name)) }
  }
}

/// Returns who wrote the bitcode `bytes`, e.g. `LLVM22.1.8`, even if it is too new to be read.
package func producer(ofBitcode bytes: UnsafeRawBufferPointer) -> String? {
  let start = bytes.bindMemory(to: CChar.self).baseAddress
  guard let text = shim_bitcode_producer(start, bytes.count) else { return nil }
  return String(consuming: text)
}

/// Returns the number of modules in the bitcode `bytes`.
package func moduleCount(ofBitcode bytes: UnsafeRawBufferPointer) throws(Failure) -> Int {
  var message: UnsafeMutablePointer<CChar>?
  let start = bytes.bindMemory(to: CChar.self).baseAddress
  let count = shim_bitcode_module_count(start, bytes.count, &message)
  guard count >= 0 else { throw Failure(String(consuming: message)) }
  return Int(count)
}

/// The version of the libLLVM that is linked, e.g. `22.1.8`.
package var libraryVersion: String { String(cString: shim_llvm_version()) }

/// An archive, GNU or thin, opened for reading.
package final class Archive {

  /// The shim's handle.
  private let raw: ShimArchiveRef

  /// The archive at `path`.
  package init(path: String) throws(Failure) {
    var message: UnsafeMutablePointer<CChar>?
    guard let raw = shim_archive_open(path, &message) else {
      throw Failure(String(consuming: message))
    }
    self.raw = raw
  }

  deinit {
    shim_archive_close(raw)
  }

  /// The number of members.
  package var count: Int { shim_archive_count(raw) }

  /// The name of member `index`; in a thin archive, the path of the file.
  package func name(of index: Int) -> String {
    String(cString: shim_archive_name(raw, index))
  }

  /// The bytes of member `index`, valid as long as the archive.
  package func bytes(of index: Int) -> UnsafeRawBufferPointer {
    var size = 0
    let start = shim_archive_bytes(raw, index, &size)
    return UnsafeRawBufferPointer(start: start, count: size)
  }

  /// Where member `index` starts in the archive's file; meaningless for a thin archive.
  package func offset(of index: Int) -> Int {
    UnsafeRawPointer(shim_archive_start(raw)).distance(to: bytes(of: index).baseAddress!)
  }

  /// The symbol index: names with the member that defines them.
  package var index: [(symbol: String, member: Int)] {
    (0..<shim_archive_symbol_count(raw)).map { entry in
      var member = 0
      let name = String(cString: shim_archive_symbol(raw, entry, &member))
      return (name, member)
    }
  }
}
