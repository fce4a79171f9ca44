import Model

/// The file that boots: the smallest ELF file that a loader of PVH kernels takes.
///
/// It holds the header, the program headers and the bytes of the loadable segments, one after the
/// other without alignment: such loaders copy segments, they do not map them. There are no sections
/// and no symbols. Zeros are not stored where a loader makes them: at the end of a segment, and
/// inside of it where a run of zeros is longer than the program header that splitting costs.
///
/// Loaders read `p_paddr` and fill from `p_filesz` to `p_memsz` with zeros. The entry is the note of
/// type 18 named `Xen`; without it no machine could start the file.
struct BootFile {

  /// The file.
  let bytes: [UInt8]
  /// What is loaded, by address.
  let pieces: [Piece]
  /// The addresses from the first byte of the image to the last.
  let memory: Range<Int>

  /// The size of the file's header.
  static let headerSize = 64
  /// The size of a program header.
  static let programHeaderSize = 56

  /// A part of memory that one program header loads.
  struct Piece {

    /// The first address.
    let address: Int
    /// The first address as the loader sees it.
    let physicalAddress: Int
    /// What may be done with the memory: execute (1), write (2), read (4).
    let flags: UInt32
    /// The bytes that the file holds.
    let contents: ArraySlice<UInt8>
    /// The number of bytes in memory.
    let memorySize: Int
    /// Where the contents stand in the file.
    var offset = 0

    /// The addresses of the bytes that the file holds.
    var filled: Range<Int> { address..<address + contents.count }
    /// The addresses of all bytes.
    var addresses: Range<Int> { address..<address + memorySize }
  }

  /// The file that boots the program `linked`.
  init(from linked: ElfFile) throws(ImageFailure) {
    guard linked.purpose == .executable, linked.machine == 62 else {
      throw .unusable(reason: "it is not an executable for x86-64")
    }
    let segments = try Self.loadedSegments(of: linked)
    let notes = linked.segments.filter { $0.kind == ElfFile.Segment.note }
    guard notes.contains(where: { Self.holdsEntryNote(linked.bytes[$0.contents]) }) else {
      throw .unusable(reason: "it has no PVH note, so no virtual machine could enter it")
    }
    var pieces = segments.flatMap { Self.pieces(of: $0, contents: linked.bytes[$0.contents]) }
    var end = Self.headerSize + (pieces.count + notes.count) * Self.programHeaderSize
    for index in pieces.indices where !pieces[index].contents.isEmpty {
      pieces[index].offset = end
      end += pieces[index].contents.count
    }
    var headers = ByteWriter()
    headers.appendHeader(entry: linked.entry, programHeaders: pieces.count + notes.count)
    for piece in pieces { headers.append(piece) }
    for note in notes {
      guard let piece = pieces.first(where: { Self.holds($0, note) }) else {
        throw .unusable(reason: "a note for the loader is not part of what is loaded")
      }
      headers.append(note, at: piece.offset + Int(note.address) - piece.address)
    }
    bytes = pieces.reduce(into: headers.bytes) { $0 += $1.contents }
    self.pieces = pieces
    memory = pieces[0].address..<pieces[pieces.count - 1].addresses.upperBound
  }

  /// Returns the segments of `linked` that are loaded, by address, after a check of their places.
  private static func loadedSegments(
    of linked: ElfFile
  ) throws(ImageFailure) -> [ElfFile.Segment] {
    let segments = linked.segments
      .filter { $0.kind == ElfFile.Segment.load && $0.memorySize > 0 }
      .sorted { $0.address < $1.address }
    guard !segments.isEmpty else { throw .unusable(reason: "nothing in it is loaded") }
    var end: UInt64 = 0
    for segment in segments {
      guard segment.address >= end else { throw .unusable(reason: "two of its segments overlap") }
      end = segment.address + segment.memorySize
      let last = segment.physicalAddress.addingReportingOverflow(segment.memorySize)
      guard end <= 1 << 32, !last.overflow, last.partialValue <= 1 << 32 else {
        throw .unusable(reason: "it reaches beyond the first 4 GiB of memory")
      }
    }
    return segments
  }

  /// Returns `true` iff `piece` has all bytes of `note` in the file.
  private static func holds(_ piece: Piece, _ note: ElfFile.Segment) -> Bool {
    guard let start = Int(exactly: note.address) else { return false }
    return piece.filled.contains(start) && piece.filled.upperBound - start >= note.contents.count
  }

  /// Returns `true` iff the notes `bytes` say where a virtual machine enters the program.
  private static func holdsEntryNote(_ bytes: ArraySlice<UInt8>) -> Bool {
    let entry: [UInt8] = [18, 0, 0, 0] + Array("Xen\0".utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: entry) }
  }
}

extension BootFile {

  /// Returns the parts in which `segment` is loaded, whose file has `contents`.
  ///
  /// Together they fill the segment's memory as the segment would.
  static func pieces(of segment: ElfFile.Segment, contents: ArraySlice<UInt8>) -> [Piece] {
    let size = Int(segment.memorySize)
    var result: [Piece] = []
    var start = 0
    for hole in holes(in: contents) + [contents.count..<size] {
      let stored = contents[contents.startIndex + start..<contents.startIndex + hole.lowerBound]
      let end = hole.upperBound
      result.append(
        Piece(
          address: Int(segment.address) + start,
          physicalAddress: Int(segment.physicalAddress) + start, flags: segment.flags,
          contents: stored.trimmingZeros(), memorySize: end - start))
      start = end
    }
    return result
  }

  /// Returns the runs of zeros in `contents` that cost more than a program header, as offsets.
  ///
  /// A run at the end is not among them: leaving it out is free.
  private static func holes(in contents: ArraySlice<UInt8>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = contents.startIndex
    let end = contents.trimmingZeros().endIndex
    while let zero = contents[start..<end].firstIndex(of: 0) {
      let stop = contents[zero..<end].firstIndex { $0 != 0 } ?? end
      if stop - zero > programHeaderSize {
        result.append(zero - contents.startIndex..<stop - contents.startIndex)
      }
      start = stop
    }
    return result
  }
}

extension ArraySlice<UInt8> {

  /// Returns what is left without the zeros at the end.
  fileprivate func trimmingZeros() -> Self {
    self[startIndex..<(lastIndex { $0 != 0 } ?? startIndex - 1) + 1]
  }
}
