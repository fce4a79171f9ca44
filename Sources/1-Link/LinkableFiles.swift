import LLVM
package import Model

/// A file that a link takes as a whole or not at all: what the comparison columns are made of.
package struct LinkableFile {

  /// What messages call the file.
  package let name: String
  /// Where its definitions come from.
  package let origin: Origin
  /// `true` iff the file is bitcode, `false` iff it is machine code.
  package let isBitcode: Bool
  /// `true` iff the link takes the file.
  package let isTaken: Bool
  /// The file.
  private let unit: Unit

  /// The file that `unit` is.
  init(_ unit: Unit, origin: Origin, isTaken: Bool) {
    name = unit.name
    self.origin = origin
    isBitcode = unit.kind == .bitcode
    self.isTaken = isTaken
    self.unit = unit
  }

  /// The contents.
  package var bytes: [UInt8] { Array(unit.bytes) }
}

extension LinkSession {

  /// Returns the files of the application and all members of its and the library OS's archives, after
  /// `link`; without the compiler's support functions, of which every program takes what it calls.
  package func linkableFiles() throws -> [LinkableFile] {
    var files: [LinkableFile] = []
    for unit in resolution.units where unit.owner != .support {
      files.append(
        LinkableFile(unit, origin: origin(of: unit), isTaken: !resolution.isOnDemand(unit)))
    }
    for unit in try resolution.unusedMembers() {
      files.append(LinkableFile(unit, origin: origin(of: unit), isTaken: false))
    }
    return files
  }
}
