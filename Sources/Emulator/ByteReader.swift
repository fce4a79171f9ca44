internal import FoundationEssentials

/// Reads little-endian numbers from a file that may be damaged.
struct ByteReader {

  /// The file's bytes.
  private let data: Data

  /// A reader of `data`.
  init(_ data: Data) {
    self.data = data
  }

  /// The integer at `offset`, if it lies in the file.
  func integer<T: FixedWidthInteger>(at offset: Int, as type: T.Type) -> T? {
    let size = MemoryLayout<T>.size
    guard offset >= 0, offset <= data.count - size else { return nil }
    return data.withUnsafeBytes {
      T(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: T.self))
    }
  }

  /// The `count` bytes at `offset`, if they lie in the file.
  func bytes(at offset: Int, count: Int) -> [UInt8]? {
    guard offset >= 0, count >= 0, offset <= data.count - count else { return nil }
    return data.withUnsafeBytes { Array($0[offset..<offset + count]) }
  }

  /// The text that starts at `offset` and ends before a zero.
  func text(at offset: Int) -> String? {
    guard offset >= 0, offset < data.count else { return nil }
    return data.withUnsafeBytes {
      String(decoding: $0[offset...].prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}
