/// Numbers that are not negative, in the order in which they were added.
struct NumberSet {

  /// The numbers.
  private(set) var members: [Int32] = []
  /// Where each stands in `members`, by the number after it, since 0 is no key.
  private var places = NumberTable()

  /// The place of `number`, which is added if it is not there, and whether it was.
  mutating func place(of number: Int32) -> (Int, isNew: Bool) {
    let key = UInt64(number) + 1
    if let known = places[key] { return (Int(known), false) }
    places[key] = Int32(members.count)
    members.append(number)
    return (members.count - 1, true)
  }

  /// Adds `number`.
  mutating func insert(_ number: Int32) { _ = place(of: number) }
}
