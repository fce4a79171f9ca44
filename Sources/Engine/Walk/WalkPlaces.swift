/// Where a walk has been, what is known there, and where to go on, in the order in which that came up.
struct WalkPlaces {

  /// A place.
  struct Place {
    /// The block.
    let block: Code.BlockID
    /// What is known.
    var state: WalkState
    /// How often that grew.
    var growth = 0
    /// `true` iff the walk goes on there.
    fileprivate var isPending = true
  }

  /// The places, in the order in which they were found.
  private var all: [Place] = []
  /// The places by their keys.
  private var numbers: [WalkKey: Int] = [:]
  /// Where to go on.
  private var pending = Queue<Int>()

  /// The place `key`, and whether it is new: then `state` is what is known, and the walk goes on there.
  mutating func place(of key: WalkKey, _ state: WalkState) -> (Int, isNew: Bool) {
    let number = all.count
    let known = numbers[key, default: number]
    guard known == number else { return (known, false) }
    numbers[key] = number
    all.append(Place(block: key.block, state: state))
    pending.append(number)
    return (number, true)
  }

  /// The place `number`.
  subscript(number: Int) -> Place {
    _read { yield all[number] }
    _modify { yield &all[number] }
  }

  /// Lets the walk go on at `number`.
  mutating func append(_ number: Int) {
    if all[number].isPending { return }
    all[number].isPending = true
    pending.append(number)
  }

  /// Takes out the place to go on from.
  mutating func next() -> Place? {
    guard let number = pending.next() else { return nil }
    all[number].isPending = false
    return all[number]
  }
}
