/// Where the elements of many short lists stand: they are never changed and never moved, and go with the
/// arena.
///
/// So that looking at a list counts no references, which is done for nearly every instruction. What is
/// handed out lives as long as the arena. Elements are plain bytes. Cost: the end of a chunk may stay empty.
final class Arena<Element: BitwiseCopyable> {

  /// The elements of a chunk.
  private let chunkSize: Int
  /// The memory, a chunk each.
  private var chunks: [UnsafeMutablePointer<Element>] = []
  /// What is left of the last chunk.
  private var left = 0
  /// Where that begins.
  private var end: UnsafeMutablePointer<Element>?

  /// No elements, which come in chunks of `chunkSize`.
  init(chunkSize: Int) { self.chunkSize = chunkSize }

  /// Returns room for `count` elements, where a list can be put together; it is handed out again unless
  /// `keep` follows.
  @inline(__always)
  func room(for count: Int) -> UnsafeMutablePointer<Element> {
    if let end, count <= left { return end }
    return makeRoom(for: count)
  }

  /// As `room`, where the last chunk has none.
  private func makeRoom(for count: Int) -> UnsafeMutablePointer<Element> {
    left = max(chunkSize, count)
    let chunk = UnsafeMutablePointer<Element>.allocate(capacity: left)
    chunks.append(chunk)
    end = chunk
    return chunk
  }

  /// Keeps the first `count` elements of what `room` returned last.
  @inline(__always)
  func keep(_ count: Int) {
    end = end.map { $0 + count }
    left -= count
  }

  deinit {
    for chunk in chunks { chunk.deallocate() }
  }
}
