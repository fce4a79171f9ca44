/// What every byte of an image file stands for, and every byte of memory that the file does not hold.
///
/// The regions are a partition of the file: the first starts at 0, each starts where the one before
/// it ends, and the last ends at the size of the file. So totals over any label equal the file size.
public struct ByteMap: Hashable, Sendable {

  /// The size of the file.
  public let fileSize: Int
  /// The parts of the file in their order; `start` is an offset in the file.
  public let regions: [Region]
  /// The parts of memory that a loader fills with zeros, in order; `start` is an address.
  public let memory: [Region]

  /// The map of a file of `fileSize` bytes.
  ///
  /// - Requires: `regions` is a partition of the file, and `memory` is ordered without overlaps.
  public init(fileSize: Int, regions: [Region], memory: [Region]) {
    if let flaw = Self.flaw(fileSize: fileSize, regions: regions, memory: memory) {
      preconditionFailure("a byte map must be a partition: \(flaw)")
    }
    self.fileSize = fileSize
    self.regions = regions
    self.memory = memory
  }

  /// Returns what keeps the arguments from being a byte map, or `nil` if nothing does.
  static func flaw(fileSize: Int, regions: [Region], memory: [Region]) -> String? {
    var end = 0
    for region in regions {
      guard region.start == end else { return "a region starts at \(region.start), not at \(end)" }
      guard region.length > 0 else { return "the region at \(region.start) is empty" }
      guard region.label.part != .bss else { return "the file has bss at \(region.start)" }
      let (next, overflow) = end.addingReportingOverflow(region.length)
      guard !overflow else { return "the region at \(region.start) has no end" }
      end = next
    }
    guard end == fileSize else { return "the regions end at \(end), the file at \(fileSize)" }
    end = 0
    for region in memory {
      guard region.start >= end else { return "memory at \(region.start) is labelled twice" }
      guard region.length > 0 else { return "the memory at \(region.start) is empty" }
      guard region.label.part == .bss else { return "memory at \(region.start) is not bss" }
      let (next, overflow) = region.start.addingReportingOverflow(region.length)
      guard !overflow else { return "the memory at \(region.start) has no end" }
      end = next
    }
    return nil
  }
}

extension ByteMap {

  /// A run of bytes that have one label.
  public struct Region: Hashable, Codable, Sendable {

    /// Where the run starts: an offset in the file, or an address in memory.
    public let start: Int
    /// The number of bytes.
    public let length: Int
    /// What the bytes stand for.
    public let label: Label

    /// The `length` bytes from `start` on, which stand for `label`.
    public init(start: Int, length: Int, label: Label) {
      self.start = start
      self.length = length
      self.label = label
    }
  }

  /// What bytes stand for.
  public struct Label: Hashable, Codable, Sendable {

    /// The sort of thing that the bytes are.
    public let kind: Kind
    /// The column of a size table that the bytes belong to.
    public let part: Part
    /// The component that the bytes belong to, or one of the named remainders.
    public let component: String
    /// The linker's output section.
    public let section: String?
    /// The symbol's name, or the text of a string constant in quotes.
    public let symbol: String?
    /// Other symbols that share these bytes: aliases, and functions that were folded into this one.
    public let aliases: [String]
    /// Where the symbol is defined.
    public let site: Site?

    /// A label with the given parts.
    public init(
      _ kind: Kind, part: Part, component: String, section: String? = nil, symbol: String? = nil,
      aliases: [String] = [], site: Site? = nil
    ) {
      self.kind = kind
      self.part = part
      self.component = component
      self.section = section
      self.symbol = symbol
      self.aliases = aliases
      self.site = site
    }
  }

  /// The sort of thing that bytes are.
  public enum Kind: String, Hashable, Codable, Sendable, CaseIterable {
    /// The file's own header.
    case elfHeader
    /// The table that tells the loader what goes where.
    case programHeaders
    /// A note for the loader.
    case note
    /// Code.
    case function
    /// Data.
    case variable
    /// A string constant, of which the linker keeps one copy.
    case string
    /// Another constant without a name, of which the linker keeps one copy.
    case constant
    /// The targets of a function's switch.
    case jumpTable
    /// Machine code or data of a native object that no symbol names.
    case native
    /// Memory that the linker script sets aside, such as page tables.
    case reserved
    /// What stands between other things for the sake of alignment.
    case padding
    /// What nothing is known about.
    case unattributed
  }

  /// A column of a size table.
  public enum Part: String, Hashable, Codable, Sendable, CaseIterable {
    /// What the loader alone reads.
    case headers
    /// What may be executed.
    case text
    /// What may only be read.
    case rodata
    /// What may be written.
    case data
    /// What has no bytes in the file.
    case bss
  }

  /// The named remainders: what belongs to no component, so that totals still equal the file.
  public enum Remainder {
    /// The headers of the file.
    public static let headers = "(headers)"
    /// Padding.
    public static let padding = "(padding)"
    /// Constants that several components use.
    public static let shared = "(shared constants)"
    /// Memory that the linker script sets aside.
    public static let layout = "(layout)"
    /// Bytes that nothing is known about.
    public static let unattributed = "(unattributed)"
  }
}

extension ByteMap: Codable {

  /// The names of the stored parts.
  private enum CodingKeys: String, CodingKey {
    case fileSize, regions, memory
  }

  /// Reads a map and checks that it is a partition.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    fileSize = try values.decode(Int.self, forKey: .fileSize)
    regions = try values.decode([Region].self, forKey: .regions)
    memory = try values.decode([Region].self, forKey: .memory)
    if let flaw = Self.flaw(fileSize: fileSize, regions: regions, memory: memory) {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: flaw))
    }
  }
}
