import Model

/// The file that boots: the smallest ELF file that a loader of PVH kernels takes.
///
/// It holds the header, the program headers and the bytes of the loadable segments, one after the
/// other without alignment: such loaders copy segments, they do not map them. There are no sections
/// and no symbols. Zeros are not stored where a loader makes them, nor between other bytes of data
/// where a stream without them is shorter (`ZeroSuppression`). The stream is loaded behind the image, into
/// memory that is free from then on, and what unpacks it is entered first.
///
/// Loaders read `p_paddr` and fill from `p_filesz` to `p_memsz` with zeros; so each program header
/// reaches to the next one. The entry is the note of type 18 named `Xen`; without it no machine could
/// start the file.
struct BootFile {

  /// The file.
  let bytes: [UInt8]
  /// The segments of the program that are a part of the image, by address.
  let segments: [ElfFile.Segment]
  /// What is loaded, by address.
  let pieces: [Piece]
  /// The stream, which is the last piece, and where it stands in the file; `nil` if nothing is packed.
  let packed: (stream: PackedStream, offset: Int)?
  /// The addresses from the first byte of the image to the last.
  let memory: Range<Int>

  /// The size of the file's header.
  static let headerSize = 64
  /// The size of a program header.
  static let programHeaderSize = 56
  /// The name of the section with the code that unpacks the stream, with which the first segment begins.
  static let unpackerSection = ".unpack"

  /// A part of memory that one program header loads.
  struct Piece {

    /// The first address.
    let address: Int
    /// What may be done with the memory: execute (1), write (2), read (4).
    var flags: UInt32
    /// The bytes that the file holds.
    let contents: ArraySlice<UInt8>
    /// The number of bytes in memory.
    var memorySize: Int
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
    let loaded = try Self.loadedSegments(of: linked)
    let notes = linked.segments.filter { $0.kind == ElfFile.Segment.note }
    guard notes.contains(where: { Self.entry(in: linked.bytes[$0.contents]) != nil }) else {
      throw .unusable(reason: "it has no PVH note, so no virtual machine could enter it")
    }
    let held = Self.held(of: linked, loaded)
    (segments, memory) = (held.segments, held.memory)
    var pieces = held.pieces
    var end = Self.headerSize + (pieces.count + notes.count) * Self.programHeaderSize
    for index in pieces.indices {
      pieces[index].offset = end
      end += pieces[index].contents.count
    }
    var headers = ByteWriter()
    headers.appendHeader(entry: held.entry, programHeaders: pieces.count + notes.count)
    for piece in pieces { headers.append(piece) }
    for note in notes {
      guard let piece = pieces.first(where: { Self.holds($0, note) }) else {
        throw .unusable(reason: "a note for the loader is not part of what is loaded")
      }
      headers.append(note, at: piece.offset + Int(note.address) - piece.address)
    }
    var bytes = pieces.reduce(into: headers.bytes) { $0 += $1.contents }
    if held.entry != linked.entry { Self.enter(at: held.entry, notes, pieces, &bytes) }
    packed = held.stream.map { ($0, end - $0.bytes.count) }
    (self.bytes, self.pieces) = (bytes, pieces)
  }

  /// Lets the notes in `bytes`, the file of `pieces`, say that the program is entered at `entry`.
  private static func enter(
    at entry: UInt64, _ notes: [ElfFile.Segment], _ pieces: [Piece], _ bytes: inout [UInt8]
  ) {
    for note in notes {
      guard let piece = pieces.first(where: { holds($0, note) }) else { continue }
      let start = piece.offset + Int(note.address) - piece.address
      if let place = Self.entry(in: bytes[start..<start + note.contents.count]) {
        for index in place.indices {
          bytes[index] = UInt8(truncatingIfNeeded: entry >> (8 * (index - place.startIndex)))
        }
      }
    }
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
      guard end <= 1 << 32 else {
        throw .unusable(reason: "it reaches beyond the first 4 GiB of memory")
      }
      guard segment.physicalAddress == segment.address else {
        throw .unusable(reason: "it is not loaded where it runs")
      }
    }
    return segments
  }

  /// Returns `true` iff `piece` has all bytes of `note` in the file.
  private static func holds(_ piece: Piece, _ note: ElfFile.Segment) -> Bool {
    guard let start = Int(exactly: note.address) else { return false }
    return piece.filled.contains(start) && piece.filled.upperBound - start >= note.contents.count
  }

  /// Returns where the notes `bytes` say where a virtual machine enters the program: an address of four or
  /// eight bytes; `nil` if they do not.
  private static func entry(in bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let entry: [UInt8] = [18, 0, 0, 0] + Array("Xen\0".utf8)
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: entry) }),
      start >= bytes.startIndex + 4
    else { return nil }
    let size = Int(bytes[start - 4])
    let place = start + entry.count
    guard size == 4 || size == 8, place + size <= bytes.endIndex else { return nil }
    return bytes[place..<place + size]
  }
}
