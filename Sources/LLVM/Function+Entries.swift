import CLLVM
import LLVMShim

/// Further entries: functions that set some arguments and go on in another one.
extension Function {

  /// `true` iff the function can have further entries: it has a body, and what it is given and gives
  /// back is passed in registers.
  package var canHaveEntries: Bool { shim_can_have_entries(value.raw) }

  /// Adds an entry called `name`, which sets the parameters for which `constants`, one for each, has
  /// something.
  package func addEntry(named name: String, setting constants: [Value?]) -> Function {
    precondition(constants.count == parameterCount, "\(name) sets other parameters")
    var raws = constants.map { $0?.raw }
    return Function(value: Value(raw: shim_add_entry(value.raw, name, &raws)))
  }
}

extension Instruction {

  /// `true` iff this is a call of a function by its name that can call an entry of it instead.
  package var canUseEntry: Bool { shim_can_use_entry(value.raw) }

  /// Makes this call one of `entry`, which sets what stands in `constants`.
  package func use(_ entry: Function, setting constants: [Value?]) {
    var raws = constants.map { $0?.raw }
    shim_use_entry(value.raw, entry.value.raw, &raws)
  }
}
