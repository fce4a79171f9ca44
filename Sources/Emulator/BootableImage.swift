internal import FoundationEssentials
internal import LibraryOS
package import Model

/// A file that QEMU can boot through its PVH note.
package struct BootableImage: Hashable, Sendable {

  /// The file.
  package let path: String

  /// The image at `path`, if it is one.
  package init(path: String) throws(Diagnostic) {
    let bytes: Data
    do {
      bytes = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    } catch {
      throw .error(at: Site(path), "the image cannot be read")
    }
    if let problem = Self.problem(of: bytes) {
      throw .error(
        at: Site(path), "this is not a bootable image: \(problem)",
        recommendation: "make one with: specialise PROGRAM.bc -o IMAGE")
    }
    self.path = path
  }

  /// The type of the note that says where the kernel is entered.
  private static let entryNote: UInt32 = 18

  /// Returns why `bytes` are no image, or `nil` if they are.
  private static func problem(of bytes: Data) -> String? {
    if bytes.starts(with: Array("BC".utf8) + [0xC0, 0xDE]) { return "it is bitcode" }
    let reader = ByteReader(bytes)
    guard bytes.starts(with: [0x7F] + Array("ELF".utf8)) else { return "it is no ELF file" }
    guard reader.integer(at: 4, as: UInt8.self) == 2,
      reader.integer(at: 18, as: UInt16.self) == 62
    else { return "it is not for x86-64" }
    guard let table = reader.integer(at: 32, as: UInt64.self),
      let size = reader.integer(at: 54, as: UInt16.self),
      let count = reader.integer(at: 56, as: UInt16.self)
    else { return "it is cut off" }
    for index in 0..<Int(count) {
      guard let header = Int(exactly: table).map({ $0 + index * Int(size) }) else { break }
      if reader.integer(at: header, as: UInt32.self) == 4, hasEntryNote(reader, header) {
        return nil
      }
    }
    return "it has no PVH note"
  }

  /// `true` iff the notes of the program header at `header` name a PVH entry.
  private static func hasEntryNote(_ reader: ByteReader, _ header: Int) -> Bool {
    guard let start = reader.integer(at: header + 8, as: UInt64.self).flatMap(Int.init(exactly:)),
      let size = reader.integer(at: header + 32, as: UInt64.self).flatMap(Int.init(exactly:))
    else { return false }
    var note = start
    while note < start + size {
      guard let name = reader.integer(at: note, as: UInt32.self),
        let content = reader.integer(at: note + 4, as: UInt32.self),
        let type = reader.integer(at: note + 8, as: UInt32.self)
      else { return false }
      if type == entryNote, reader.bytes(at: note + 12, count: 4) == Array("Xen\0".utf8) {
        return true
      }
      note += 12 + (Int(name) + 3) / 4 * 4 + (Int(content) + 3) / 4 * 4
    }
    return false
  }
}
