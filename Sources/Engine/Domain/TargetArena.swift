/// Where the targets of all sets stand: they are never changed and never moved, and go with the arena.
///
/// So that looking at a set counts no references, which is done for nearly every instruction. What is
/// handed out lives as long as the arena. Cost: the end of a chunk may stay empty.
final class TargetArena {

  /// The targets of a chunk.
  private static let chunkSize = 1 << 14
  /// The memory, a chunk each.
  private var chunks: [UnsafeMutablePointer<Target>] = []
  /// What is left of the last chunk.
  private var room = 0
  /// Where that begins.
  private var end: UnsafeMutablePointer<Target>?

  /// No targets.
  init() {}

  /// Keeps `targets`, and returns where.
  func keep(_ targets: [Target]) -> UnsafeBufferPointer<Target> {
    if targets.count > room {
      room = max(Self.chunkSize, targets.count)
      let chunk = UnsafeMutablePointer<Target>.allocate(capacity: room)
      chunks.append(chunk)
      end = chunk
    }
    guard let start = end else { return UnsafeBufferPointer(start: nil, count: 0) }
    targets.withUnsafeBufferPointer { source in
      if let first = source.baseAddress { start.initialize(from: first, count: source.count) }
    }
    end = start + targets.count
    room -= targets.count
    return UnsafeBufferPointer(start: start, count: targets.count)
  }

  deinit {
    // Targets are plain bytes, so that there is nothing to end.
    for chunk in chunks { chunk.deallocate() }
  }
}
