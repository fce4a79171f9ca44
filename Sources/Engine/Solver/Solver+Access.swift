/// Loads and stores.
extension Solver {

  /// A load: connects it with what it reads.
  func load(_ step: Code.Step, _ number: Code.StepID) {
    let pointer = value(0, step)
    let before = links.seen[Int(number)]
    guard before != pointer.targets else { return }
    links.seen[Int(number)] = pointer.targets
    forNews(in: pointer.targets, since: before) { target in
      read(target, size: Int64(step.size), tag: step.extra, by: number)
    }
  }

  /// Does `body` with each target of `set` that `before` does not have.
  @inline(__always)
  func forNews(in set: TargetSets.ID, since before: TargetSets.ID, _ body: (Target) -> Void) {
    let (old, new) = (sets[before].packed, sets[set])
    var cursor = 0
    for target in new.packed {
      while cursor < old.count, old[cursor].rank < target.rank { cursor += 1 }
      if cursor < old.count, old[cursor] == target { continue }
      body(new.unpack(target))
    }
  }

  /// Lets the load `reader` read `size` bytes at `target`; `isAgain` says that it may have done so
  /// before. What reads twice gets its value twice, which costs less than asking each time.
  private func read(
    _ target: Target, size: Int64, tag: TypeAliasing.Tag, by reader: Code.StepID,
    isAgain: Bool = false
  ) {
    if target.isFragment { return }
    if target.object == 0 || isOpaque(target.object) { return deliver(unknown, to: reader) }
    let object = objects[Int(target.object)]
    if object.hasAttachments { return deliver(unknown, to: reader) }
    guard
      let key = AccessKey(target, size: size, objectSize: object.size, tag: tag),
      object.kind != .function
    else { return }
    let view = view(in: target.object, key, for: reader)
    let isNew =
      isAgain
      ? connections.insert(UInt64(UInt32(view) + 1) << 32 | UInt64(UInt32(reader)))
      : memory.views[Int(view)].readers.last != reader
    if isNew {
      memory.views[Int(view)].readers.append(reader)
      deliver(memory.views[Int(view)].value, to: reader)
    }
  }

  /// Gives the load or exchange `reader` once more what it reads.
  func deliverAgain(to reader: Code.StepID) {
    let step = code.steps[Int(reader)]
    let seen = links.seen[Int(reader)]
    for target in sets[step.action == .load ? seen : value(0, step).targets] {
      let size = Int64(step.size)
      let objectSize = objects[Int(target.object)].size
      if target.isFragment { continue }
      read(target, size: size, tag: step.extra, by: reader, isAgain: true)
      guard !isOpaque(target.object), target.object != 0,
        let key = AccessKey(target, size: size, objectSize: objectSize, tag: step.extra)
      else { continue }
      deliver(memory.views[Int(view(in: target.object, key, for: reader))].value, to: reader)
    }
  }

  /// Gives `value` to the load or exchange `reader`.
  func deliver(_ value: AbstractValue, to reader: Code.StepID) {
    let step = code.steps[Int(reader)]
    guard step.result >= 0, !value.isNone else { return }
    let width = Int(code.widths[Int(step.result)])
    var result = value
    if width > 0, width < 64 {
      result.number = value.number.truncated(to: width)
      // Parts of pointers only go on in loops that copy.
      let keepsParts = step.action != .load || step.detail == Code.LoadKind.parts.rawValue
      result.targets = keepsParts ? fragments(value.targets) : TargetSets.empty
    } else if width == 64 {
      result.targets = assembled(value.targets)
    }
    if step.action == .load, step.detail == Code.LoadKind.number.rawValue {
      result.targets = TargetSets.empty
      if value.targets != TargetSets.empty { result.number = .any(width == 0 ? 64 : width) }
    }
    join(step.result, result)
  }

  /// The view of the bytes `key` of `object`, made for `reader` if it is new.
  func view(in object: ObjectID, _ key: AccessKey, for reader: Code.StepID) -> Memory.ViewID {
    let wanted = objects[Int(object)].isConstant ? plain(key, object) : key
    let (view, isNew) = memory.view(in: object, wanted)
    guard isNew else { return view }
    let actual = memory.views[Int(view)].key
    if objects[Int(object)].kind == .external || isOpaque(object) {
      grow(view, unknown)
      return view
    }
    let initial = initialValue(of: object, actual, for: reader)
    provenance?.source = .start
    grow(view, initial)
    for cell in memory.states[Int(object)].cells { connect(cell, view) }
    for layer in memory.states[Int(object)].layers { copy(layer, into: view, for: reader) }
    return view
  }

  /// As `key`, for the constant `object`: types tell nothing there, and where it is a text or a table
  /// of numbers, one part is as good as another.
  private func plain(_ key: AccessKey, _ object: ObjectID) -> AccessKey {
    var result = key
    result.tag = 0
    if key.stride > 0, holdsOnlyNumbers(object) {
      let last = max(0, objects[Int(object)].size - 1)
      result.low = key.low % key.stride
      if result.low < 0 { result.low += key.stride }
      result.high = result.low + max(0, last - result.low) / key.stride * key.stride
      if result.high == result.low { result.stride = 0 }
    }
    return result
  }

  /// `true` iff anything may stand in `object` at any time, as in object 0: it is memory that code
  /// outside, or accesses that are not followed, may write.
  @inline(__always)
  func isOpaque(_ object: ObjectID) -> Bool { isOpaque[Int(object)] }

  /// Lets `view` see what `cell` holds, if they meet.
  private func connect(_ cell: Memory.CellID, _ view: Memory.ViewID) {
    let (written, read) = (memory.cells[Int(cell)].key, memory.views[Int(view)].key)
    var relation = written.relation(to: read)
    if relation == .apart { return }
    // Types tell accesses apart whose places are not known. Where both are, the same bytes are the same
    // bytes: structures that begin alike are used for each other all over in C.
    if !written.isPlaced || !read.isPlaced {
      guard aliasing.mayMeet(written.tag, read.tag) else { return }
      if relation == .partial, written.size == read.size, !memory.cells[Int(cell)].isFill,
        aliasing.isOneScalar(written.tag, read.tag)
      {
        relation = .same
      }
    }
    memory.cells[Int(cell)].views.append((view, relation))
    provenance?.source = .cell(cell)
    grow(view, seen(of: cell, through: relation, size: read.size))
  }

  /// What of `cell` a read of `size` bytes sees that lies as `relation` says.
  private func seen(
    of cell: Memory.CellID, through relation: AccessKey.Relation, size: Int64
  ) -> AbstractValue {
    let written = memory.cells[Int(cell)]
    let value = written.value
    if value.isNone { return value }
    let width = size >= 8 ? 64 : Int(size) * 8
    if written.isFill { return filled(value, relation, size) }
    switch relation {
    case .apart: return .none
    case .same: return value
    case .within(let offset):
      var result = value
      result.number =
        written.key.size <= 8
        ? value.number.extracted(at: Int(offset) * 8, width: width) : .any(width)
      result.targets = size >= 8 ? smeared(value.targets) : fragments(value.targets)
      if value.targets != TargetSets.empty { result.number = .any(width) }
      return result
    case .partial:
      return AbstractValue(
        number: .any(width),
        targets: size >= 8 ? smeared(value.targets) : fragments(value.targets))
    }
  }

  /// What a read of `size` bytes sees of bytes that are all `byte`.
  private func filled(
    _ byte: AbstractValue, _ relation: AccessKey.Relation, _ size: Int64
  ) -> AbstractValue {
    let width = size >= 8 ? 64 : Int(size) * 8
    guard relation != .partial || size == 1, byte.targets == TargetSets.empty,
      let value = byte.number.constant
    else { return AbstractValue(number: .any(width), targets: byte.targets) }
    let pattern = (value & 0xff) &* 0x0101_0101_0101_0101 & Number.mask(width)
    return AbstractValue(number: Number(pattern), targets: TargetSets.empty)
  }

  /// Adds `value` to what `view` holds.
  func grow(_ view: Memory.ViewID, _ value: AbstractValue) {
    if value.isNone { return }
    var growth = memory.views[Int(view)].growth
    guard let new = united(memory.views[Int(view)].value, value, growth: &growth) else { return }
    if let provenance, becomesAnything(new, from: memory.views[Int(view)].value) {
      provenance.note(view: view)
    }
    memory.views[Int(view)].growth = growth
    memory.views[Int(view)].value = new
    if memory.views[Int(view)].isFresh { return }
    memory.views[Int(view)].isFresh = true
    memory.freshViews.append(view)
  }

  /// Passes what views and cells hold on to those that read them, once for all that came together;
  /// `false` if there was nothing to pass on.
  func passMemoryOn() -> Bool {
    if memory.freshCells.isEmpty, memory.freshViews.isEmpty { return false }
    let cells = memory.freshCells
    memory.freshCells = []
    for cell in cells { show(cell) }
    let views = memory.freshViews
    memory.freshViews = []
    for view in views { passOn(view) }
    return true
  }

  /// Shows what `cell` holds to the views that meet it.
  private func show(_ cell: Memory.CellID) {
    memory.cells[Int(cell)].isFresh = false
    for link in memory.cells[Int(cell)].views {
      let size = memory.views[Int(link.view)].key.size
      provenance?.source = .cell(cell)
      grow(link.view, seen(of: cell, through: link.relation, size: size))
    }
  }

  /// Passes what `view` holds on to its readers, and to where it is copied.
  private func passOn(_ view: Memory.ViewID) {
    memory.views[Int(view)].isFresh = false
    let value = memory.views[Int(view)].value
    if memory.views[Int(view)].isSink {
      spreading = memory.views[Int(view)].object
      escape(value)
      spreading = -1
    }
    provenance?.source = .view(view)
    for reader in memory.views[Int(view)].readers { deliver(value, to: reader) }
    for watcher in memory.views[Int(view)].watchers { push(watcher) }
    for copy in memory.views[Int(view)].copies {
      grow(copy.view, copied(value, copy.kind, to: copy.view))
    }
  }

  /// What of `value` arrives in `view`, where it is copied to in the manner of `kind`.
  func copied(
    _ value: AbstractValue, _ kind: Memory.CopyKind, to view: Memory.ViewID
  ) -> AbstractValue {
    if kind == .whole { return value }
    let size = memory.views[Int(view)].key.size
    return AbstractValue(
      number: .any(size >= 8 ? 64 : Int(size) * 8),
      targets: kind == .numbers
        ? TargetSets.empty
        : size >= 8 ? smeared(assembled(value.targets)) : fragments(value.targets))
  }

  /// A store: writes what it stores into all that it may point to.
  func store(_ step: Code.Step, _ number: Code.StepID) {
    let pointer = value(0, step)
    let value = value(1, step)
    write(value, at: pointer, size: Int64(step.size), tag: step.extra, by: number)
  }

  /// Lets the instruction `writer` write `value`, of `size` bytes, at `pointer`.
  private func write(
    _ value: AbstractValue, at pointer: AbstractValue, size: Int64, tag: TypeAliasing.Tag,
    by writer: Code.StepID
  ) {
    if value.isNone { return }
    var link = links.take(writer) ?? Links()
    defer { links[writer] = link }
    let before = links.seen[Int(writer)]
    if before != pointer.targets {
      forNews(in: pointer.targets, since: before) { target in
        if target.isFragment { return }
        if target.object == 0 || isOpaque(target.object) {
          link.isUnknown = true
          return
        }
        let object = objects[Int(target.object)]
        guard object.kind != .function, !object.isConstant else { return }
        guard let key = AccessKey(target, size: size, objectSize: object.size, tag: tag) else {
          return
        }
        let cell = self.cell(in: target.object, key)
        if !link.cells.contains(cell) { link.cells.append(cell) }
      }
      links.seen[Int(writer)] = pointer.targets
      // Writing what cannot be written ends in a fault, whose address the program may be told.
      if link.cells.isEmpty, !link.isUnknown { escape(pointer) }
    }
    if link.isUnknown { escape(value) }
    for cell in link.cells { fill(cell, value) }
  }

  /// The cell of the bytes `key` of `object`.
  func cell(in object: ObjectID, _ key: AccessKey, isFill: Bool = false) -> Memory.CellID {
    let (cell, isNew) = memory.cell(in: object, key, isFill: isFill)
    if isNew {
      for view in memory.states[Int(object)].views { connect(cell, view) }
    }
    return cell
  }

  /// Adds `value` to what `cell` holds.
  func fill(_ cell: Memory.CellID, _ value: AbstractValue) {
    if memory.states[Int(memory.cells[Int(cell)].object)].isEscaped { escape(value) }
    var growth = memory.cells[Int(cell)].growth
    guard let new = united(memory.cells[Int(cell)].value, value, growth: &growth) else { return }
    if let provenance, becomesAnything(new, from: memory.cells[Int(cell)].value) {
      provenance.note(cell: cell, current)
    }
    memory.cells[Int(cell)].growth = growth
    memory.cells[Int(cell)].value = new
    if memory.cells[Int(cell)].isFresh { return }
    memory.cells[Int(cell)].isFresh = true
    memory.freshCells.append(cell)
  }

  /// An atomic exchange: a load, and a store of anything that may come of it.
  func exchange(_ step: Code.Step, _ number: Code.StepID) {
    let pointer = value(0, step)
    for target in sets[pointer.targets] {
      read(target, size: Int64(step.size), tag: step.extra, by: number, isAgain: true)
    }
    var written = AbstractValue.none
    for index in 1..<Int(step.count) { written = union(written, value(index, step)) }
    if step.detail != 0 {
      // Arithmetic on the old value: any number results.
      if step.result >= 0 { written = union(written, values[Int(step.result)]) }
      if !written.isNone {
        written.number = .any(min(64, Int(step.size) * 8))
        written.targets = smeared(written.targets)
      }
    }
    write(written, at: pointer, size: Int64(step.size), tag: step.extra, by: number)
  }

  /// The union of two values.
  func union(_ first: AbstractValue, _ second: AbstractValue) -> AbstractValue {
    AbstractValue(
      number: constants.union(first.number, second.number),
      targets: sets.union(first.targets, second.targets))
  }
}
