/// Copying and filling of memory.
extension Code.Object {

  /// `true` iff some of the bytes `key`, which stand at one place, lie in the object.
  fileprivate func holds(_ key: AccessKey) -> Bool {
    key.low + key.size > 0 && (size < 0 || key.low < size)
  }
}

extension Solver {

  /// Copies operand `first + 2` bytes from operand `first + 1` to operand `first`.
  func copyMemory(_ step: Code.Step, _ number: Code.StepID, from first: Int) {
    let destination = value(first, step)
    let source = value(first + 1, step)
    let length = value(first + 2, step)
    if length.number.isNone && length.targets == TargetSets.empty { return }
    let bytes = min(length.number.high, UInt64(Target.highest))
    let isExact = length.targets == TargetSets.empty && length.number.constant != nil
    if isExact, bytes == 0 { return }
    let sources = sets[source.targets].filter { !$0.isFragment }
    let destinations = sets[destination.targets].filter { !$0.isFragment }
    if sources.count * destinations.count > Self.mostCopies {
      return copyThrough(sources, destinations, number)
    }
    for to in destinations {
      for from in sources {
        add(
          Memory.Layer(
            source: from, destination: to, length: isExact ? Int64(bytes) : Target.highest,
            isExact: isExact), for: number)
      }
    }
  }

  /// The number of pairs of objects that a copy connects one by one.
  private static let mostCopies = 64

  /// Copies from all `sources` to all `destinations` by way of an object made for `step`, where texts
  /// and tables of numbers are just any numbers.
  private func copyThrough(_ sources: [Target], _ destinations: [Target], _ step: Code.StepID) {
    let middle = madeObject(for: step, size: -1)
    for source in sources {
      if holdsOnlyNumbers(source.object) {
        fill(
          cell(in: middle, .everything()),
          AbstractValue(number: .any(8), targets: TargetSets.empty))
        continue
      }
      add(
        Memory.Layer(
          source: .anywhere(in: source.object), destination: .anywhere(in: middle),
          length: Target.highest, isExact: false), for: step)
    }
    for destination in destinations {
      add(
        Memory.Layer(
          source: .anywhere(in: middle), destination: .anywhere(in: destination.object),
          length: Target.highest, isExact: false), for: step)
    }
  }

  /// The object that `step` makes, with `size` bytes if that is known.
  func madeObject(for step: Code.StepID, size: Int64, isZero: Bool = false) -> ObjectID {
    if let known = madeObjects[step] { return known }
    var object = Code.Object(kind: .heap)
    object.size = size
    object.isZero = isZero
    object.alignment = 16
    let id = add(object)
    madeObjects[step] = id
    return id
  }

  /// Adds `object` to those of the program.
  func add(_ object: Code.Object) -> ObjectID {
    objects.append(object)
    memory.addObject()
    isOpaque.append(false)
    return ObjectID(objects.count - 1)
  }

  /// Adds the copy `layer`, made by `step`.
  func add(_ layer: Memory.Layer, for step: Code.StepID) {
    let (from, to) = (layer.source.object, layer.destination.object)
    if to == 0 || isOpaque(to) { return sink(from, for: step) }
    if objects[Int(to)].kind == .function || objects[Int(to)].isConstant { return }
    if from != 0, isOpaque(from) {
      let anything = Memory.Layer(
        source: .anywhere(in: 0), destination: layer.destination, length: layer.length,
        isExact: layer.isExact)
      return add(anything, for: step)
    }
    if from == to, layer.source == layer.destination { return }
    guard !memory.states[Int(to)].layers.contains(layer) else { return }
    memory.states[Int(to)].layers.append(layer)
    for view in memory.states[Int(to)].views { copy(layer, into: view, for: step) }
  }

  /// Lets everything that `object` holds escape.
  func sink(_ object: ObjectID, for step: Code.StepID) {
    if object == 0 || isOpaque(object) || objects[Int(object)].kind == .function { return }
    let view = view(in: object, .everything(size: 8), for: step)
    guard !memory.views[Int(view)].isSink else { return }
    memory.views[Int(view)].isSink = true
    escape(memory.views[Int(view)].value)
  }

  /// Lets `view` see what `layer` copies into its bytes.
  func copy(_ layer: Memory.Layer, into view: Memory.ViewID, for step: Code.StepID) {
    let key = memory.views[Int(view)].key
    let source = layer.source.object
    if source == 0 {
      provenance?.source = step < 0 ? .start : .step(step)
      return grow(view, unknown)
    }
    if objects[Int(source)].kind == .function {
      return grow(view, AbstractValue(number: .any(64), targets: TargetSets.empty))
    }
    let reach = AccessKey(
      low: layer.destination.low, high: layer.destination.high, stride: layer.destination.stride,
      size: layer.length, tag: 0)
    // What is copied keeps its type, but where the destination has one of its own (C11, 6.5, 6).
    let isTyped = objects[Int(memory.views[Int(view)].object)].isTyped
    let tag = isTyped ? 0 : key.tag
    var wanted = layer.accesses(1, tag)
    var isWhole = false
    let inside = layer.destination.stride == 0 ? part(of: key, in: reach) : nil
    let met = inside ?? key
    let relation =
      inside.map { .within(offset: $0.low - layer.destination.low) } ?? reach.relation(to: key)
    switch relation {
    case .apart: return
    case .same: (wanted, isWhole) = (moved(met, to: layer, by: 0, tag), true)
    case .within(let offset): (wanted, isWhole) = (moved(met, to: layer, by: offset, tag), true)
    case .partial: break
    }
    if isWhole {
      // Within an object one copy may go on to the next, without end.
      let isCircular = source == memory.views[Int(view)].object && !layer.isDisjoint
      if isCircular || copyDepth > Self.mostCopyDepth {
        (wanted, isWhole) = (layer.accesses(1, tag), false)
      }
    }
    if isWhole, wanted.stride == 0, !objects[Int(source)].holds(wanted) { return }
    if !isWhole, layer.length >= key.size, aliasing.isScalar(tag) {
      // What is copied keeps its type, and is of that type in one piece (C11, 6.5, 6).
      (wanted, isWhole) = (layer.accesses(key.size, tag), true)
    }
    if !isWhole, holdsOnlyNumbers(source) {
      let width = key.size >= 8 ? 64 : Int(key.size) * 8
      return grow(view, AbstractValue(number: .any(width), targets: TargetSets.empty))
    }
    copyDepth += 1
    let origin = self.view(in: source, wanted, for: step)
    copyDepth -= 1
    let pair = UInt64(UInt32(origin) + 1) << 32 | UInt64(UInt32(view)) | 1 << 63
    guard connections.insert(pair) else { return }
    let kind: Memory.CopyKind =
      layer.isExact && layer.length < 8 ? .numbers : isWhole ? .whole : .broken
    memory.views[Int(origin)].copies.append((view, kind))
    let value = memory.views[Int(origin)].value
    provenance?.source = .view(origin)
    if !value.isNone { grow(view, copied(value, kind, to: view)) }
  }

  /// Those accesses of `key` that meet the bytes `reach`, which stand at one place, if each of them lies
  /// within those bytes; `nil` if one reaches out of them, or none meets them.
  private func part(of key: AccessKey, in reach: AccessKey) -> AccessKey? {
    let end = reach.size >= Target.highest ? Target.highest : reach.low + reach.size
    var (low, high) = (key.low, key.high)
    if key.stride > 0 {
      // From the first that ends behind the first byte to the last that begins before the last one.
      let least = reach.low - key.size + 1
      if low < least { low += (least - low + key.stride - 1) / key.stride * key.stride }
      if high > end - 1 { high -= (high - end + key.stride) / key.stride * key.stride }
    }
    let isOpen = reach.size >= Target.highest
    guard low <= high, low >= reach.low, isOpen || high + key.size <= end else { return nil }
    return AccessKey(low: low, high: high, stride: key.stride, size: key.size, tag: key.tag)
  }

  /// `true` iff `object` is code, or a constant without pointers, such as a text.
  func holdsOnlyNumbers(_ object: ObjectID) -> Bool {
    let record = objects[Int(object)]
    if record.kind == .function { return true }
    guard record.isConstant, record.kind != .external else { return false }
    return record.contents < 0 || code.contents[Int(record.contents)].pointers.isEmpty
  }

  /// How many copies of copies keep their offsets.
  private static let mostCopyDepth = 6

  /// The bytes that `layer` copies to `key`, which starts `offset` bytes into what it fills.
  private func moved(
    _ key: AccessKey, to layer: Memory.Layer, by offset: Int64, _ tag: TypeAliasing.Tag
  ) -> AccessKey {
    let span = layer.destination.stride == 0 ? key.high - key.low : 0
    return AccessKey(
      low: layer.source.low + offset, high: layer.source.high + offset + span,
      stride: Target.divisor(layer.source.stride, span == 0 ? 0 : key.stride), size: key.size,
      tag: tag)
  }

  /// Fills operand `first + 2` bytes at operand `first` with operand `first + 1`.
  func setMemory(_ step: Code.Step, _ number: Code.StepID, from first: Int) {
    let destination = value(first, step)
    var byte = value(first + 1, step)
    let length = value(first + 2, step)
    if byte.isNone || length.isNone { return }
    byte.number = byte.number.truncated(to: 8)
    byte.targets = TargetSets.empty
    let isExact = length.targets == TargetSets.empty && length.number.constant != nil
    for target in sets[destination.targets] where !target.isFragment && target.object != 0 {
      let object = objects[Int(target.object)]
      guard object.kind != .function, !object.isConstant, !isOpaque(target.object) else { continue }
      var bytes = target
      if !isExact {
        // Some bytes from here on.
        bytes.high = Target.highest
        bytes.stride = 1
      }
      let size = isExact ? Int64(length.number.low) : 1
      guard size > 0,
        let key = AccessKey(bytes, size: size, objectSize: object.size, tag: 0)
      else { continue }
      fill(cell(in: target.object, key, isFill: true), byte)
    }
  }

  /// Stores a list of variadic arguments: counters, and pointers to where the arguments are.
  func startVariadic(_ step: Code.Step, _ number: Code.StepID) {
    let function = code.blocks[Int(code.blockOfStep[Int(number)])].function
    let object = code.functions[Int(function)].variadic
    let counters = AbstractValue(number: .any(32), targets: TargetSets.empty)
    let area = AbstractValue(
      number: .none, targets: sets.only(.anywhere(in: object < 0 ? 0 : object)))
    for target in sets[value(0, step).targets] where !target.isFragment {
      if target.object == 0 || isOpaque(target.object) {
        escape(area)
        continue
      }
      for (offset, size, value) in [
        (0, 4, counters), (4, 4, counters), (8, 8, area), (16, 8, area),
      ] as [(Int64, Int64, AbstractValue)] {
        let place = target.moved(from: offset, through: offset, stride: 0)
        let limit = objects[Int(target.object)].size
        guard let key = AccessKey(place, size: size, objectSize: limit, tag: 0) else { continue }
        fill(cell(in: target.object, key), value)
      }
    }
  }
}
