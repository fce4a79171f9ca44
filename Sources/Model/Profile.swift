/// How many instructions each function executed while a program ran: what tells the functions that are
/// worth more bytes from those that are not.
///
/// The text form is a heading and a line for each function, `COUNT NAME`, the largest count first. Names
/// are those of the program's source: what compilers put behind them to tell copies apart differs from
/// build to build, so that all functions of one name share their count. A wrong profile makes a program
/// slower, never wrong.
public struct Profile: Hashable, Sendable {

  /// The instructions that were executed, by function.
  public private(set) var counts: [String: UInt64] = [:]

  /// What the text form begins with.
  private static let heading = "# specialise profile 1: instructions executed, by function"

  /// What a user can do who has no profile, or a wrong one.
  public static let recommendation = "take one with: specialise run --profile FILE IMAGE"

  /// A profile of nothing.
  public init() {}

  /// The profile that `text`, the contents of the file `path`, holds.
  public init(text: String, path: String) throws(Diagnostic) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first.map(String.init) == Self.heading else {
      throw .error(
        at: Site(path), "this is no profile", recommendation: Self.recommendation)
    }
    for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2, let count = UInt64(words[0]) else {
        throw .error(
          at: Site(path, line: number + 1), "'\(line)' is no count with the name of a function",
          recommendation: "take the profile again with: specialise run --profile FILE IMAGE")
      }
      add(count, to: String(words[1]))
    }
  }

  /// Adds `count` instructions that the function `name` executed.
  public mutating func add(_ count: UInt64, to name: String) {
    let plain = Self.plainName(name)
    let old = counts[plain] ?? 0
    counts[plain] = old + min(count, .max - old)
  }

  /// Adds what the profile of another run tells.
  public mutating func add(_ other: Profile) {
    for (name, count) in other.counts { add(count, to: name) }
  }

  /// The text form.
  public var text: String {
    let lines = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)\n" }
    return Self.heading + "\n" + lines.joined()
  }

  /// The sum of all counts, or the largest number if it is more.
  public var sum: UInt64 {
    counts.values.reduce(0) { $0 + min($1, .max - $0) }
  }

  /// Returns the part that tells of functions with the plain names `names`.
  public func limited(to names: Set<String>) -> Profile {
    var result = Profile()
    result.counts = counts.filter { names.contains($0.key) }
    return result
  }

  /// Returns the smallest set of functions, by plain name, that executed the share `share` of the
  /// instructions that the functions `names` did.
  public func hottest(of names: Set<String>, share: Double) -> Set<String> {
    let known = limited(to: names).counts.filter { $0.value > 0 }
    let wanted = known.values.reduce(0) { $0 + Double($1) } * share
    var sum = 0.0
    var result: Set<String> = []
    for (name, count) in known.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      if sum >= wanted { break }
      sum += Double(count)
      result.insert(name)
    }
    return result
  }

  /// Returns `name` without what compilers put behind it: numbers, and what says that it is an entry.
  public static func plainName(_ name: String) -> String {
    var rest = name[...]
    while let dot = rest.lastIndex(of: "."), dot > rest.startIndex {
      let suffix = rest[rest.index(after: dot)...]
      guard suffix == "const" || (!suffix.isEmpty && suffix.utf8.allSatisfy { 48...57 ~= $0 })
      else { break }
      rest = rest[..<dot]
    }
    return String(rest)
  }
}
