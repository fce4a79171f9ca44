/// Memory that is mapped, and moved.
///
/// What it computes: what a call of `mmap` or `mremap` yields, by its flags. Memory of no file's is fresh
/// and full of zeros; a file's holds numbers, and what the program wrote into files, and gets into files
/// what is stored there, if it is shared. What is moved stays where it is, or is fresh memory with the same
/// contents. Why that is sound: POSIX and Linux say so of these flags; where they are not known, or name a
/// place, the arguments go where they are not followed, and the result is what the body says. What it
/// cannot see: which file is mapped, and which part of it. Cost: one object for each call.
extension Solver {

  /// Maps memory for the call `number` as `role` says; `true` iff that is all there is to say of its
  /// result.
  func map(_ step: Code.Step, _ number: Code.StepID, _ role: Code.Role) -> Bool {
    guard case .maps(let place, let set, let clear, let shared) = role else { return false }
    // Where arguments were dropped that the function does not need, others have moved up.
    guard place + 1 < Int(step.count) else {
      escapeArguments(of: step)
      escape(channel())
      return false
    }
    let (flags, wish) = (value(place + 1, step), value(1, step))
    if flags.isNone || wish.isNone { return true }
    let isKnown = flags.targets == TargetSets.empty
    let isAnonymous = isKnown && flags.number.ones & set == set
    // Who asks for a place may look whether it got it.
    let isAnywhere = wish.targets == TargetSets.empty && wish.number.constant == 0
    guard isKnown, isAnywhere, flags.number.zeros & clear == clear else {
      escapeArguments(of: step)
      // What is written into a file shows where it is mapped.
      if !isAnonymous { escape(channel()) }
      return false
    }
    let object = giveFresh(step, number, isZeroed: true)
    take(AbstractValue(number: Number(.max), targets: TargetSets.empty), step)
    if !isAnonymous {
      // A file holds numbers, and what was written into it; and gets what is written here.
      let pointer = AbstractValue(number: .none, targets: sets.only(Target(object)))
      writeBytes(at: pointer)
      receive(at: pointer, number)
      if flags.number.zeros & shared != shared { send(pointer, number) }
    }
    return true
  }

  /// Moves mapped memory for the call `number`, whose flags are operand `place`; `true` iff that is all
  /// there is to say of its result.
  func remap(
    _ step: Code.Step, _ number: Code.StepID, _ place: Int, not clear: UInt64
  ) -> Bool {
    let flags = place < Int(step.count) ? value(place, step) : unknown
    if flags.isNone { return true }
    guard flags.targets == TargetSets.empty, flags.number.zeros & clear == clear else {
      escapeArguments(of: step)
      return false
    }
    // It stays where it is, or its contents are elsewhere.
    copyContents(of: value(1, step), to: giveFresh(step, number, isZeroed: true), number)
    take(value(1, step), step)
    take(AbstractValue(number: Number(.max), targets: TargetSets.empty), step)
    return true
  }
}
