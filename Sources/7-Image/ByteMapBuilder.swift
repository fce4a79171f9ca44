import Model

/// Finds out what each byte of a boot file stands for.
///
/// Each segment's memory gets a `RangeMap`, on which labels are laid in the order of how much they
/// tell: symbols, the entries of merged constants, input sections, output sections (what still shows
/// of these is padding), the segment. What shows is then cut into what the file holds and what only
/// memory has. Nothing can be missed or counted twice, whatever the linker's map says: a byte that
/// no label reaches is `unattributed`.
struct ByteMapBuilder {

  /// The linked program with its sections.
  let twin: ElfFile
  /// The file that boots.
  let file: BootFile
  /// What went where.
  let linkMap: LinkMap
  /// Where things come from.
  let origins: OriginTable
  /// Who uses which merged constant.
  let users: ConstantUsers
  /// The output sections that take memory, by name.
  let outputs: [String: ElfFile.Section]
  /// The names of the functions that the image has.
  let functions: Set<String>

  /// The builder for `file`, made of `twin`, which is what the linker made of `input`.
  init(twin: ElfFile, file: BootFile, linked: Linker.Output, input: ImageInput) {
    self.twin = twin
    self.file = file
    let outputs = Dictionary(
      twin.sections.filter(\.occupiesMemory).map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
    self.outputs = outputs
    linkMap = linked.map.keepingSections { outputs[$0] != nil }
    origins = OriginTable(input)
    users = ConstantUsers(twin: twin, linked: linked, map: linkMap, origins: origins)
    let code = linkMap.sections.filter { outputs[$0.output]?.isExecutable == true }
    functions = Set(code.flatMap(\.symbols).map(\.name))
  }

  /// Returns the map of the file.
  func map() -> ByteMap {
    var spaces = file.segments.map { AddressSpace($0) }
    for layer in layers() {
      for index in spaces.indices { spaces[index].lay(layer.label, over: layer.addresses) }
    }
    let runs = spaces.flatMap { $0.flattened() }
    let filled = (file.pieces.map(\.filled) + (file.packed?.stream.filled ?? []))
      .sorted { $0.lowerBound < $1.lowerBound }
    let memory = runs.flatMap { run in
      Self.gaps(in: filled, within: run.addresses).map {
        ByteMap.Region(
          start: $0.lowerBound, length: $0.count, label: run.label.with(part: .bss))
      }
    }
    return ByteMap(
      fileSize: file.bytes.count,
      regions: headers() + regions(for: runs) + packedRegions(for: runs), memory: memory)
  }

  /// Returns the regions of the file's headers.
  private func headers() -> [ByteMap.Region] {
    let first = file.pieces.filter { !$0.contents.isEmpty }.map(\.offset).min() ?? file.bytes.count
    let header = ByteMap.Label(
      .elfHeader, part: .headers, component: ByteMap.Remainder.headers)
    let table = ByteMap.Label(
      .programHeaders, part: .headers, component: ByteMap.Remainder.headers)
    return [
      ByteMap.Region(start: 0, length: BootFile.headerSize, label: header),
      ByteMap.Region(
        start: BootFile.headerSize, length: first - BootFile.headerSize, label: table),
    ]
  }

  /// Returns the regions of the file that hold `runs`.
  private func regions(for runs: [AddressSpace.Run]) -> [ByteMap.Region] {
    runs.flatMap { run in
      file.pieces.compactMap { piece in
        let part = run.addresses.clamped(to: piece.filled)
        guard !part.isEmpty else { return nil }
        return ByteMap.Region(
          start: piece.offset + part.lowerBound - piece.address, length: part.count,
          label: run.label)
      }
    }
  }

  /// Returns the regions of the file that hold what is packed of `runs`.
  private func packedRegions(for runs: [AddressSpace.Run]) -> [ByteMap.Region] {
    guard let (stream, offset) = file.packed else { return [] }
    var result: [(range: Range<Int>, run: Int)] = []
    var run = 0
    stream.forEachPart { range, addresses in
      var (range, addresses) = (range, addresses)
      while !range.isEmpty {
        // Ordered by address, but for the end.
        if addresses.lowerBound < runs[run].addresses.lowerBound { run = 0 }
        while addresses.lowerBound >= runs[run].addresses.upperBound { run += 1 }
        let shown = addresses.clamped(to: runs[run].addresses).count
        let count = shown == addresses.count ? range.count : shown
        let part = range.prefix(count)
        if let last = result.last, last.run == run {
          result[result.count - 1].range = last.range.lowerBound..<part.upperBound
        } else {
          result.append((part, run))
        }
        (range, addresses) = (range.dropFirst(count), addresses.dropFirst(shown))
      }
    }
    return result.map {
      ByteMap.Region(
        start: offset + $0.range.lowerBound, length: $0.range.count, label: runs[$0.run].label)
    }
  }

  /// Returns the parts of `addresses` that none of `ranges`, which are ordered, fills from the file.
  static func gaps(in ranges: [Range<Int>], within addresses: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = addresses.lowerBound
    for filled in ranges where filled.overlaps(addresses) {
      if start < filled.lowerBound { result.append(start..<filled.lowerBound) }
      start = filled.upperBound
    }
    if start < addresses.upperBound { result.append(start..<addresses.upperBound) }
    return result
  }
}

/// The memory of one segment and what stands in it.
struct AddressSpace {

  /// Addresses with the label that shows there.
  typealias Run = (addresses: Range<Int>, label: ByteMap.Label)

  /// The first address.
  private let start: Int
  /// What shows where nothing was laid.
  private let fallback: ByteMap.Label
  /// The labels, counted from `start`.
  private var labels: RangeMap<ByteMap.Label>

  /// The memory of `segment`, where nothing is known yet.
  ///
  /// - Requires: the segment lies in the first 4 GiB, as those of a `BootFile` do.
  init(_ segment: ElfFile.Segment) {
    start = Int(segment.address)
    labels = RangeMap(size: Int(segment.memorySize))
    let part: ByteMap.Part =
      segment.flags & 1 != 0 ? .text : segment.flags & 2 != 0 ? .data : .rodata
    fallback = ByteMap.Label(
      .unattributed, part: part, component: ByteMap.Remainder.unattributed)
  }

  /// Lays `label` over those of `addresses` that belong to the segment and show nothing yet.
  mutating func lay(_ label: ByteMap.Label, over addresses: Range<Int>) {
    labels.lay(label, over: addresses.lowerBound - start..<addresses.upperBound - start)
  }

  /// Returns what shows, by address.
  func flattened() -> [Run] {
    labels.flattened().map {
      ($0.range.lowerBound + start..<$0.range.upperBound + start, $0.label ?? fallback)
    }
  }
}

extension ByteMap.Label {

  /// Returns the label with another part.
  func with(part: ByteMap.Part) -> Self {
    Self(
      kind, part: part, component: component, section: section, symbol: symbol, aliases: aliases,
      site: site)
  }
}
