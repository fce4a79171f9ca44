import Model

/// Little-endian numbers, one after the other, and the headers of a bootable file made of them.
struct ByteWriter {

  /// What was written.
  private(set) var bytes: [UInt8] = []

  /// Appends `number`, lowest byte first.
  mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  /// Appends the header of an x86-64 executable that starts at `entry`.
  mutating func appendHeader(entry: UInt64, programHeaders: Int) {
    // The identification: 64 bits, little-endian, version 1, no particular system.
    bytes += [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    append(ElfFile.Purpose.executable.rawValue)
    append(UInt16(62))
    append(UInt32(1))
    append(entry)
    append(UInt64(BootFile.headerSize))
    // No sections: their table's offset, the flags, and below their size, number and names are 0.
    append(UInt64(0))
    append(UInt32(0))
    append(UInt16(BootFile.headerSize))
    append(UInt16(BootFile.programHeaderSize))
    append(UInt16(programHeaders))
    append(UInt16(0))
    append(UInt16(0))
    append(UInt16(0))
  }

  /// Appends the program header that loads `piece`.
  mutating func append(_ piece: BootFile.Piece) {
    appendProgramHeader(
      kind: ElfFile.Segment.load, flags: piece.flags, offset: piece.offset, address: piece.address,
      fileSize: piece.contents.count, memorySize: piece.memorySize, alignment: 1)
  }

  /// Appends the program header of `note`, whose contents stand at `offset`.
  mutating func append(_ note: ElfFile.Segment, at offset: Int) {
    appendProgramHeader(
      kind: note.kind, flags: note.flags, offset: offset, address: Int(note.address),
      fileSize: note.contents.count, memorySize: note.contents.count, alignment: 4)
  }

  /// Appends a program header; the loader's address is the program's.
  private mutating func appendProgramHeader(
    kind: UInt32, flags: UInt32, offset: Int, address: Int, fileSize: Int, memorySize: Int,
    alignment: Int
  ) {
    append(kind)
    append(flags)
    for number in [offset, address, address, fileSize, memorySize, alignment] {
      append(UInt64(number))
    }
  }
}
