/// What stands of an instruction, in one byte, since this is asked for at each use of each value that
/// grows.
struct StepStanding: OptionSet {
  /// The bits.
  let rawValue: UInt8
  /// Its block gets to it.
  static let reached = StepStanding(rawValue: 1)
  /// It is to be looked at again.
  static let pending = StepStanding(rawValue: 2)
  /// It reads or writes memory.
  static let access = StepStanding(rawValue: 4)
  /// Nobody wants to know what it makes of its operands.
  static let unused = StepStanding(rawValue: 8)
  /// Looking at it again would find nothing more.
  static let finished = StepStanding(rawValue: 16)
}

extension Code.Action {

  /// `true` iff it reads or writes memory.
  var isAccess: Bool {
    switch self {
    case .load, .store, .exchange, .copyMemory, .setMemory, .startVariadic: true
    default: false
    }
  }
}
