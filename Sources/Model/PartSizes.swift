/// Bytes by the part of an image that they stand in.
public struct PartSizes: Hashable, Codable, Sendable {

  /// Bytes that the loader alone reads.
  public var headers = 0
  /// Bytes of code.
  public var text = 0
  /// Bytes of constants.
  public var rodata = 0
  /// Bytes of initialised variables.
  public var data = 0
  /// Bytes that only memory has.
  public var bss = 0

  /// No bytes at all.
  public init() {}

  /// The bytes in the file.
  public var file: Int { headers + text + rodata + data }

  /// The bytes in `part`.
  public subscript(part: ByteMap.Part) -> Int {
    get { self[keyPath: Self.path(to: part)] }
    set { self[keyPath: Self.path(to: part)] = newValue }
  }

  /// Returns the property that counts the bytes of `part`.
  private static func path(to part: ByteMap.Part) -> WritableKeyPath<PartSizes, Int> {
    switch part {
    case .headers: \.headers
    case .text: \.text
    case .rodata: \.rodata
    case .data: \.data
    case .bss: \.bss
    }
  }

  /// Adds `other` part by part.
  public static func += (sizes: inout PartSizes, other: PartSizes) {
    for part in ByteMap.Part.allCases { sizes[part] += other[part] }
  }
}

extension ByteMap {

  /// Returns the bytes of each group, where `group` says to which one a label belongs.
  ///
  /// The sizes' `file` values add up to the file size: a region of the file counts for the part of
  /// its label, memory that the file does not hold counts as `bss`.
  public func sizes<Group: Hashable>(by group: (Label) -> Group) -> [Group: PartSizes] {
    var result: [Group: PartSizes] = [:]
    for region in regions {
      result[group(region.label), default: PartSizes()][region.label.part] += region.length
    }
    for region in memory {
      result[group(region.label), default: PartSizes()].bss += region.length
    }
    return result
  }

  /// The bytes of each component.
  public var sizesByComponent: [String: PartSizes] { sizes { $0.component } }
}
