/// What each instruction makes of its operands.
extension Solver {

  /// Looks at the instruction `number` again.
  func evaluate(_ number: Code.StepID) {
    let step = code.steps[Int(number)]
    switch step.action {
    case .copy: join(step.result, value(0, step))
    case .arithmetic: join(step.result, arithmetic(step))
    case .truncate, .extendZero, .extendSign: join(step.result, resized(step))
    case .toPointer: join(step.result, pointer(from: value(0, step)))
    case .compare: compare(step, number)
    case .select: selectValue(step)
    case .phi: selectIncoming(step, number)
    case .refine: join(step.result, refinement(step))
    case .address: join(step.result, address(step))
    case .load: load(step, number)
    case .store: store(step, number)
    case .exchange: exchange(step, number)
    case .copyMemory: copyMemory(step, number, from: 0)
    case .setMemory: setMemory(step, number, from: 0)
    case .startVariadic: startVariadic(step, number)
    case .call: call(step, number)
    case .foreign: foreign(step, number)
    case .number: join(step.result, numberOnly(step))
    case .mixture: join(step.result, mixture(step))
    case .branch: branch(step, number)
    case .switch: select(step, number)
    case .jump: jump(number)
    case .return: leave(step, number)
    case .stop: break
    }
  }

  /// The value of operand `index` of `step`.
  @inline(__always)
  func value(_ index: Int, _ step: Code.Step) -> AbstractValue {
    values[Int(code.operand(index, of: step))]
  }

  /// The width in bits of what `step` computes, 64 if it is no integer.
  func width(_ step: Code.Step) -> Int {
    let width = step.result < 0 ? 0 : Int(code.widths[Int(step.result)])
    return width == 0 ? 64 : width
  }

  /// Any number of the width of `step`.
  private func numberOnly(_ step: Code.Step) -> AbstractValue {
    AbstractValue(number: .any(width(step)), targets: TargetSets.empty)
  }

  /// What `select` selects.
  private func selectValue(_ step: Code.Step) {
    let condition = plain(0, step)
    if condition.isNone { return }
    let bit = condition.targets == TargetSets.empty ? condition.number.constant : nil
    if bit != 0 { join(step.result, value(1, step)) }
    if bit != 1 { join(step.result, value(2, step)) }
  }

  /// What a phi selects.
  private func selectIncoming(_ step: Code.Step, _ number: Code.StepID) {
    let slot = Int(code.blocks[Int(code.blockOfStep[Int(number)])].firstSlot)
    for index in 0..<Int(step.count) where isSlotLive[slot + index] {
      join(step.result, value(index, step))
    }
  }

  /// A return: passes the value to the callers.
  private func leave(_ step: Code.Step, _ number: Code.StepID) {
    let function = code.blocks[Int(code.blockOfStep[Int(number)])].function
    markReturning(function)
    guard step.count > 0 else { return }
    // What an allocator returns is fresh memory to its callers; to itself it is what it took it from.
    if managesMemory(function) { escape(value(0, step)) }
    giveBack(value(0, step), from: function)
  }

  /// What arithmetic makes of two values.
  private func arithmetic(_ step: Code.Step) -> AbstractValue {
    let flags = Number.Flags(rawValue: step.flags)
    if isAnyNumber(step), !flags.contains(.readsDigits), value(0, step).targets == TargetSets.empty,
      value(1, step).targets == TargetSets.empty
    {
      return .none
    }
    var result = computed(step)
    if mayReadDigits(step, result.number) {
      result.targets = sets.union(result.targets, digitTargets)
    }
    return result
  }

  /// `true` iff what `step` computes may be any number already, so that no number adds to that.
  @inline(__always)
  private func isAnyNumber(_ step: Code.Step) -> Bool {
    let number = values[Int(step.result)].number
    let mask = Number.mask(width(step))
    return number.low == 0 && number.high == mask && number.zeros == ~mask && number.ones == 0
      && number.set == 0
  }

  /// As `arithmetic`, but for digits that are read.
  private func computed(_ step: Code.Step) -> AbstractValue {
    let operation = Number.Operation(rawValue: step.detail)!
    let keepsParts =
      [.or, .and, .shiftLeft, .shiftRight].contains(operation) || Self.scales(operation)
    let (left, right) =
      keepsParts ? (value(0, step), value(1, step)) : (plain(0, step), plain(1, step))
    if left.isNone || right.isNone { return .none }
    let width = width(step)
    if left.targets == TargetSets.empty, right.targets == TargetSets.empty {
      let few = fewResults(operation, left.number, right.number, width)
      return AbstractValue(
        number: few
          ?? .apply(
            operation, left.number, right.number, width: width,
            flags: Number.Flags(rawValue: step.flags)), targets: TargetSets.empty)
    }
    if operation == .subtract,
      right.targets != TargetSets.empty || !code.isConstant(code.operand(1, of: step))
    {
      return distance(width)
    }
    return pointerArithmetic(operation, left, right, width)
  }

  /// What `operation` makes of numbers of `width` bits one of which is a set of constants; `nil` if there
  /// is none, and for sums, with which a loop would go round once for each value.
  private func fewResults(
    _ operation: Number.Operation, _ left: Number, _ right: Number, _ width: Int
  ) -> Number? {
    guard left.set != 0 || right.set != 0, operation != .add else { return nil }
    if operation == .subtract, left.constant == nil { return nil }
    return constants.combined(left, right) { Number.compute(operation, $0, $1, width) }
  }

  /// As `arithmetic`, where one of the values points somewhere.
  func pointerArithmetic(
    _ operation: Number.Operation, _ left: AbstractValue, _ right: AbstractValue, _ width: Int
  ) -> AbstractValue {
    let number =
      left.number.isNone || right.number.isNone
      ? Number.none
      : Number.apply(operation, left.number, right.number, width: width, flags: [])
    switch operation {
    case .add where right.targets == TargetSets.empty:
      return AbstractValue(number: number, targets: moved(left.targets, by: right.number))
    case .add where left.targets == TargetSets.empty:
      return AbstractValue(number: number, targets: moved(right.targets, by: left.number))
    case .subtract where right.targets == TargetSets.empty:
      let negative = Number.apply(.subtract, Number(0), right.number, width: 64, flags: [])
      return AbstractValue(number: number, targets: moved(left.targets, by: negative))
    case .and where right.targets == TargetSets.empty:
      return AbstractValue(
        number: .apply(.and, .any(width), right.number, width: width, flags: []),
        targets: masked(left.targets, right.number))
    case .and where left.targets == TargetSets.empty:
      return AbstractValue(
        number: .apply(.and, .any(width), left.number, width: width, flags: []),
        targets: masked(right.targets, left.number))
    case .remainder where right.targets == TargetSets.empty && right.number.high <= 4096:
      // A question about alignment, or the place in a hash table: less than any address.
      return AbstractValue(number: .any(width), targets: TargetSets.empty)
    case _ where Self.scales(operation) && operation != .multiply && right.number.constant == 10:
      // The digits of a text, out of which a pointer may come back.
      writeDigits(left.targets)
      return AbstractValue(number: .any(width), targets: TargetSets.empty)
    case .divide, .divideSigned, .remainder, .remainderSigned, .multiply:
      // What a factor took apart, a factor may put together again.
      return AbstractValue(
        number: .any(width), targets: fragments(sets.union(left.targets, right.targets)))
    case .shiftLeft, .shiftRight, .shiftRightSigned:
      return AbstractValue(number: .any(width), targets: fragments(left.targets))
    default:
      let union = sets.union(left.targets, right.targets)
      return AbstractValue(number: .any(width), targets: smeared(union))
    }
  }

  /// `true` iff `operation` is a multiplication or a division.
  private static func scales(_ operation: Number.Operation) -> Bool {
    switch operation {
    case .multiply, .divide, .divideSigned, .remainder, .remainderSigned: true
    default: false
    }
  }

  /// `set` moved by `number` bytes, a signed number of 64 bits.
  func moved(_ set: TargetSets.ID, by number: Number) -> TargetSets.ID {
    number.isNone ? TargetSets.empty : moved(set, by: Distance(number))
  }

  /// `set` moved by `distance`; where it `stays` in the object, there is nothing outside.
  ///
  /// Sums may leave the object on the way (`(p + x) - y`) and must not be cut off there.
  private func moved(
    _ set: TargetSets.ID, by distance: Distance, stays: Bool = false
  ) -> TargetSets.ID {
    if distance == Distance() || set == TargetSets.empty { return set }
    let key =
      UInt64(UInt32(set)) << 32 | UInt64(number(of: distance)) << 1 | (stays ? 1 : 0)
    if let known = moves[key] { return known }
    let objects = objects
    let result = sets.map(set) { target in
      if target.object == 0 || target.isFragment { return target }
      let moved = target.moved(
        from: distance.low, through: distance.high, stride: distance.stride)
      return stays ? moved.clipped(to: objects[Int(target.object)].size) : moved
    }
    moves[key] = result
    return result
  }

  /// A number of 31 bits for `distance`: most are just some bytes on, which needs no table.
  @inline(__always)
  private func number(of distance: Distance) -> UInt32 {
    if distance.low == distance.high, distance.low >= 0, distance.low < 1 << 30 {
      return UInt32(truncatingIfNeeded: distance.low)
    }
    return UInt32(moveDistances.number(of: distance)) | 1 << 30
  }

  /// `set` with offsets rounded as `mask` says, if it clears low bits; anywhere otherwise.
  private func masked(_ set: TargetSets.ID, _ mask: Number) -> TargetSets.ID {
    guard let bits = mask.constant, bits != 0 else {
      // Only low bits stay: no pointer.
      return mask.high < 4096 ? TargetSets.empty : smeared(set)
    }
    if bits < 4096 { return TargetSets.empty }
    let cleared = ~bits
    guard cleared & (cleared &+ 1) == 0, cleared < 1 << 30 else { return smeared(set) }
    let objects = objects
    return sets.map(set) { target in
      let object = objects[Int(target.object)]
      if target.object == 0 || target.isFragment { return target }
      if Int64(cleared) < object.alignment, target.stride == 0 {
        return Target(target.object, at: target.low & ~Int64(cleared))
      }
      return target.moved(from: -Int64(cleared), through: 0, stride: 1)
    }
  }

  /// `set` with all offsets.
  func smeared(_ set: TargetSets.ID) -> TargetSets.ID { sets.change(set, .smear) }

  /// Fragments of the pointers in `set`.
  func fragments(_ set: TargetSets.ID) -> TargetSets.ID { sets.change(set, .fragment) }

  /// `set` with pointers for fragments of them.
  func assembled(_ set: TargetSets.ID) -> TargetSets.ID { sets.change(set, .assemble) }

  /// The value of operand `index` of `step` as something to compute with: no copy of a part of a
  /// pointer comes out of arithmetic.
  @inline(__always)
  func plain(_ index: Int, _ step: Code.Step) -> AbstractValue {
    var value = value(index, step)
    if value.targets != TargetSets.empty { value.targets = sets.change(value.targets, .strip) }
    return value
  }

  /// What a truncation or an extension makes of its operand.
  private func resized(_ step: Code.Step) -> AbstractValue {
    let old = value(0, step)
    if old.isNone { return old }
    if old.targets == TargetSets.empty, isAnyNumber(step) { return .none }
    let from = Int(code.widths[Int(code.operand(0, of: step))])
    let width = width(step)
    var result = old
    switch step.action {
    case .truncate:
      result.number =
        constants.mapped(old.number) { $0 & Number.mask(width) } ?? old.number.truncated(to: width)
      if old.targets != TargetSets.empty {
        result.number = .any(width)
        result.targets = width < 8 ? TargetSets.empty : fragments(old.targets)
      }
    case .extendSign:
      result.number =
        constants.mapped(old.number) { value in
          Number(value).signExtended(from: from, to: width).low
        } ?? old.number.signExtended(from: from, to: width)
    default: break
    }
    return result
  }

  /// The pointer that the integer `value` is.
  func pointer(from value: AbstractValue) -> AbstractValue {
    if value.isNone { return value }
    var result = value
    result.targets = assembled(value.targets)
    if mayBeAddress(value.number), value.targets == TargetSets.empty {
      result.targets = sets.union(result.targets, unknown.targets)
    }
    return withoutDigits(result)
  }

  /// `true` iff `number` may be the address of memory, and not only null or an error number.
  func mayBeAddress(_ number: Number) -> Bool {
    !number.isNone && number.high >= 4096 && number.low <= UInt64.max - 4096
  }

  /// Bits of the operands in an unknown arrangement.
  private func mixture(_ step: Code.Step) -> AbstractValue {
    var targets = TargetSets.empty
    var hasValue = step.count == 0
    for index in 0..<Int(step.count) {
      let value = value(index, step)
      hasValue = hasValue || !value.isNone
      targets = sets.union(targets, smeared(value.targets))
    }
    return hasValue ? AbstractValue(number: .any(width(step)), targets: targets) : .none
  }

  /// What an address computation makes of its operands.
  private func address(_ step: Code.Step) -> AbstractValue {
    let base = value(0, step)
    if base.isNone { return base }
    let scales = Int(step.extra)
    var offset = Number(UInt64(bitPattern: code.scales[scales]))
    var distance = Distance(offset)
    var added = TargetSets.empty
    for index in 1..<max(1, Int(step.count)) {
      let value = plain(index, step)
      if value.isNone { return .none }
      let number = value.targets == TargetSets.empty ? value.number : .any(64)
      added = sets.union(added, allocated(value.targets))
      let from = Int(code.widths[Int(code.operand(index, of: step))])
      let scale = Number(UInt64(bitPattern: code.scales[scales + index]))
      let wide = number.signExtended(from: from == 0 ? 64 : from, to: 64)
      distance = distance + Distance(wide) * code.scales[scales + index]
      offset = .apply(
        .add, offset, .scaled(wide, by: scale), width: 64, flags: .noSignedWrap)
    }
    let number =
      base.number.isNone
      ? Number.none : Number.apply(.add, base.number, offset, width: 64, flags: [])
    let targets = sets.union(moved(base.targets, by: distance, stays: step.flags != 0), added)
    return AbstractValue(number: number, targets: targets)
  }
}

extension Number {

  /// `number`, a signed one of 64 bits, times `scale`, which is not negative as a rule.
  fileprivate static func scaled(_ number: Number, by scale: Number) -> Number {
    if scale.constant == 1 { return number }
    // Small negative numbers stay small when they are scaled.
    if number.isNegative(64), let factor = scale.constant, factor < 1 << 31,
      number.low > UInt64.max - 1 << 31
    {
      let least = number.low &* factor
      return Number(from: least, through: number.high &* factor)
    }
    let product = apply(.multiply, number, scale, width: 64, flags: [])
    return product
  }
}

extension Target {

  /// This one without offsets outside an object of `size` bytes (unless that is negative).
  func clipped(to size: Int64) -> Target {
    var result = self
    if stride > 0, low < 0 { result.low = low + (-low + stride - 1) / stride * stride }
    if stride > 0, size >= 0, high > size {
      result.high = result.low + max(0, size - result.low) / stride * stride
    }
    if result.low > result.high { return self }
    if result.low == result.high { result.stride = 0 }
    return result
  }
}
