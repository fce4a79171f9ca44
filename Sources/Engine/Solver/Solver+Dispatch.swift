/// Which objects go to which functions, where the function is found through the object.
///
/// What it computes: of the arguments of a call `object->operations->function(object, …)`, those that may
/// lead to a given function: the objects out of which, along the way that the call takes, that function's
/// address may be read; and for arguments that are read out of the object as well, what stands in those
/// objects. So what is called for one kind of object does not get the others. Why that is sound: the
/// call reads the function's address out of the very object that it passes on; what may stand there, at
/// any time, is in the views that its loads have. What it cannot see: objects whose kind is told by
/// other means than the place of the function. Cost: for each call and each function that it reaches, a
/// look at each object.
extension Solver {

  /// The arguments of the call `number` that depend on its object, by position, for the function whose
  /// address is `function`.
  func dispatched(_ number: Code.StepID, to function: ObjectID) -> [Int: AbstractValue] {
    if isDirect(number) { return [:] }
    guard let dispatches = code.dispatches[number] else { return [:] }
    var result: [Int: AbstractValue] = [:]
    for dispatch in dispatches {
      let all = values[Int(dispatch.receiver)]
      let targets = sets[all.targets]
      guard targets.count <= Self.mostReceivers else { continue }
      let own = sets.intern(
        targets.filter { leads($0, along: dispatch.path[...], to: function, number) })
      for argument in dispatch.arguments {
        result[argument.index] =
          argument.isLoaded
          ? stored(in: own, at: argument.place, number)
          : AbstractValue(
            number: all.number.isNone || argument.place.offset == 0 ? all.number : .any(64),
            targets: moved(own, by: Number(UInt64(bitPattern: argument.place.offset))))
      }
    }
    return result
  }

  /// How many objects are looked at.
  private static let mostReceivers = 64

  /// `true` iff the address of `function` may be read from `target` on along `path`.
  private func leads(
    _ target: Target, along path: ArraySlice<Code.Dispatch.Place>, to function: ObjectID,
    _ step: Code.StepID
  ) -> Bool {
    guard let place = path.first else {
      return target.object == function || target.object == 0
        || objects[Int(target.object)].kind != .function
          && (isOpaque(target.object) || mayLeadOn(target.object))
    }
    guard let value = contents(of: target, at: place, step) else {
      return target.object == 0 || isOpaque(target.object)
        || objects[Int(target.object)].hasAttachments
    }
    let next = sets.change(value.targets, .assemble)
    return Array(sets[next]).contains { leads($0, along: path.dropFirst(), to: function, step) }
  }

  /// What may stand at `place` in `target`, of which `step` hears when it grows; `nil` if that is not
  /// followed.
  private func contents(
    of target: Target, at place: Code.Dispatch.Place, _ step: Code.StepID
  ) -> AbstractValue? {
    if target.isFragment || target.object == 0 || isOpaque(target.object) { return nil }
    let object = objects[Int(target.object)]
    if object.kind == .function || object.hasAttachments { return nil }
    let moved = target.moved(from: place.offset, through: place.offset, stride: 0)
    guard let key = AccessKey(moved, size: 8, objectSize: object.size, tag: place.tag) else {
      return AbstractValue.none
    }
    let view = view(in: target.object, key, for: step)
    if watches.insert(UInt64(UInt32(view) + 1) << 32 | UInt64(UInt32(step))) {
      memory.views[Int(view)].watchers.append(step)
    }
    return memory.views[Int(view)].value
  }

  /// What may stand at `place` in the objects `targets`.
  private func stored(
    in targets: TargetSets.ID, at place: Code.Dispatch.Place, _ step: Code.StepID
  ) -> AbstractValue {
    var result = AbstractValue.none
    for target in Array(sets[targets]) {
      var value = contents(of: target, at: place, step) ?? unknown
      value.targets = assembled(value.targets)
      result = union(result, value)
    }
    return result
  }
}
