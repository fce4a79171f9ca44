/// The parts of a little-endian 64-bit ELF file that image, byte map and emulator need.
///
/// Whatever the bytes are, reading ends with a value or a `Flaw`: every offset and count is checked
/// against the file before it is used. Names and contents are read out of the bytes when asked for.
public struct ElfFile: Hashable, Sendable {

  /// The whole file.
  public let bytes: [UInt8]
  /// What the file is for.
  public let purpose: Purpose
  /// The number of the machine that the file is for.
  public let machine: UInt16
  /// The address where the program starts.
  public let entry: UInt64
  /// The parts that a loader puts into memory, and the notes for it.
  public let segments: [Segment]
  /// The parts that a linker works with; the first is always empty.
  public let sections: [Section]
  /// The symbols of the symbol table, in its order.
  public let symbols: [Symbol]

  /// The file that `bytes` hold.
  public init(_ bytes: [UInt8]) throws(Flaw) {
    let reader = ByteReader(bytes)
    guard bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46]) else {
      throw Flaw("it does not start as an ELF file does")
    }
    guard try reader.byte(at: 4) == 2, try reader.byte(at: 5) == 1 else {
      throw Flaw("it is not a little-endian 64-bit ELF file")
    }
    self.bytes = bytes
    purpose = Purpose(rawValue: try reader.half(at: 16))
    machine = try reader.half(at: 18)
    entry = try reader.long(at: 24)
    segments = try Self.segments(in: reader)
    sections = try Self.sections(in: reader)
    symbols = try Self.symbols(in: reader, sections: sections)
  }
}

extension ElfFile {

  /// Why bytes are not an ELF file that can be used.
  public struct Flaw: Error, Hashable, Sendable, CustomStringConvertible {

    /// What is wrong with the file, as a clause about it.
    public let description: String

    /// The flaw that `description` tells.
    public init(_ description: String) {
      self.description = description
    }
  }

  /// What a file is for.
  public struct Purpose: Hashable, Sendable {

    /// The number in the file's header.
    public let rawValue: UInt16

    /// An input of the linker.
    public static let relocatable = Purpose(rawValue: 1)
    /// A program with fixed addresses.
    public static let executable = Purpose(rawValue: 2)
  }

  /// A part of the file that concerns a loader.
  public struct Segment: Hashable, Sendable {

    /// The sort of segment.
    public let kind: UInt32
    /// Whether memory may be executed (1), written (2), read (4).
    public let flags: UInt32
    /// Where the contents stand in the file.
    public let contents: Range<Int>
    /// The address that the program sees.
    public let address: UInt64
    /// The address that the loader uses.
    public let physicalAddress: UInt64
    /// The bytes in memory, at least those of `contents` if the segment is loaded.
    public let memorySize: UInt64

    /// The sort of segment that is loaded.
    public static let load: UInt32 = 1
    /// The sort of segment that holds notes.
    public static let note: UInt32 = 4
    /// The sort of segment that each thread has a copy of.
    public static let threadLocal: UInt32 = 7

    /// The segment without its first `count` bytes.
    ///
    /// - Requires: the file holds these.
    public func dropping(_ count: Int) -> Self {
      precondition(count <= contents.count, "what is dropped stands in the file")
      return Self(
        kind: kind, flags: flags, contents: contents.dropFirst(count),
        address: address + UInt64(count), physicalAddress: physicalAddress + UInt64(count),
        memorySize: memorySize - UInt64(count))
    }
  }

  /// A part of the file that concerns a linker.
  public struct Section: Hashable, Sendable {

    /// The name.
    public let name: String
    /// The sort of section.
    public let kind: UInt32
    /// What the linker may do with it.
    public let flags: UInt64
    /// The address, 0 in a relocatable file.
    public let address: UInt64
    /// Where the contents stand in the file; empty if the file does not hold them.
    public let contents: Range<Int>
    /// The number of bytes in memory.
    public let size: UInt64
    /// The index of a section that belongs to this one.
    public let link: Int
    /// The index of the section that this one is about, for relocations.
    public let info: Int
    /// The size of an entry, if the section is a table.
    public let entrySize: UInt64

    /// The sort of section that the file does not hold.
    public static let noBits: UInt32 = 8

    /// `true` iff the section has a place in memory.
    public var isAllocated: Bool { flags & 0x2 != 0 }
    /// `true` iff the section may be written.
    public var isWritable: Bool { flags & 0x1 != 0 }
    /// `true` iff the section may be executed.
    public var isExecutable: Bool { flags & 0x4 != 0 }
    /// `true` iff the linker may keep one copy of equal entries.
    public var isMergeable: Bool { flags & 0x10 != 0 }
    /// `true` iff each thread has a copy of the section.
    public var isThreadLocal: Bool { flags & 0x400 != 0 }
    /// `true` iff the section takes room in memory at its own address.
    public var occupiesMemory: Bool {
      isAllocated && size > 0 && !(isThreadLocal && kind == Self.noBits)
    }
  }

  /// A name for an address.
  public struct Symbol: Hashable, Sendable {

    /// What a symbol stands for.
    public enum Kind: UInt8, Hashable, Sendable {
      /// Something that the file does not tell.
      case untyped = 0
      /// Data.
      case object = 1
      /// Code.
      case function = 2
      /// A section.
      case section = 3
      /// The source file of the symbols that follow.
      case file = 4
      /// Data of which each thread has a copy.
      case threadLocal = 6
      /// Anything else.
      case other = 15
    }

    /// The name.
    public let name: String
    /// What the symbol stands for.
    public let kind: Kind
    /// `true` iff other files see the symbol.
    public let isGlobal: Bool
    /// The index of the section that holds the symbol, or `nil` if none does.
    public let section: Int?
    /// The address, or in a relocatable file the offset in the section.
    public let value: UInt64
    /// The number of bytes that the symbol stands for.
    public let size: UInt64
  }

  /// A place whose contents the linker computes.
  public struct Relocation: Hashable, Sendable {

    /// Where the place is in its section.
    public let offset: UInt64
    /// How the contents are computed.
    public let kind: UInt32
    /// The index of the symbol that is used.
    public let symbol: Int
    /// What is added.
    public let addend: Int64
  }
}
