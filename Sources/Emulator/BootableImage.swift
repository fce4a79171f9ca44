internal import FoundationEssentials
package import Model

/// A file that QEMU can boot through its PVH note.
package struct BootableImage: Hashable, Sendable {

  /// The file.
  package let path: String

  /// The image at `path`, if it is one.
  package init(path: String) throws(Diagnostic) {
    guard let bytes = try? [UInt8](Data(contentsOf: URL(filePath: path))) else {
      let isThere = FileManager.default.fileExists(atPath: path)
      throw .error(
        at: Site(path), isThere ? "the image cannot be read" : "no such file",
        recommendation: "make an image with: specialise PROGRAM.bc -o IMAGE")
    }
    if let problem = Self.problem(of: bytes) {
      throw .error(
        at: Site(path), "this is not an image that boots: \(problem)",
        recommendation: "make one with: specialise PROGRAM.bc -o IMAGE")
    }
    self.path = path
  }

  /// The machine x86-64, in the numbering of ELF.
  private static let machine: UInt16 = 62
  /// The name and type of the note that says where a PVH kernel is entered.
  private static let entryNote = (name: Array("Xen\0".utf8), type: UInt32(18))

  /// Returns why `bytes` are no image, or `nil` if they are.
  private static func problem(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: Array("BC".utf8) + [0xC0, 0xDE]) { return "it is bitcode" }
    do {
      let file = try ElfFile(bytes)
      if file.machine != machine { return "it is not for x86-64" }
      let notes = file.segments.filter { $0.kind == ElfFile.Segment.note }
      return notes.contains { hasEntry(bytes[$0.contents]) } ? nil : "it has no PVH note"
    } catch {
      return "\(error)"
    }
  }

  /// `true` iff one of the notes in `bytes` names a PVH entry.
  private static func hasEntry(_ bytes: ArraySlice<UInt8>) -> Bool {
    /// Returns the number at the start of `slice`.
    func number(_ slice: ArraySlice<UInt8>) -> UInt32 {
      slice.prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    var rest = bytes
    while rest.count >= 12 {
      let (name, content) = (number(rest), number(rest.dropFirst(4)))
      let body = rest.dropFirst(12)
      if number(rest.dropFirst(8)) == entryNote.type, body.starts(with: entryNote.name) {
        return true
      }
      rest = body.dropFirst((Int(name) + 3) / 4 * 4 + (Int(content) + 3) / 4 * 4)
    }
    return false
  }
}
