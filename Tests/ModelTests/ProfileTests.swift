import Model
import Testing

/// Which functions executed how much.
@Suite struct ProfileTests {

  /// The heading of every profile.
  private static let heading = "# specialise profile 1: instructions executed, by function\n"

  @Test func textIsReadBack() throws {
    var profile = Profile()
    profile.add(7, to: "b")
    profile.add(30, to: "a name")
    profile.add(7, to: "a")
    #expect(profile.text == Self.heading + "30 a name\n7 a\n7 b\n")
    #expect(try Profile(text: profile.text, path: "x") == profile)
  }

  @Test func copiesShareTheirCount() {
    var profile = Profile()
    for name in ["poll.12", "poll", "poll.3.const", "poll.const"] { profile.add(10, to: name) }
    profile.add(1, to: "poll.cold")
    profile.add(1, to: ".7")
    #expect(profile.counts == ["poll": 40, "poll.cold": 1, ".7": 1])
    // The sum stays a number.
    profile.add(.max, to: "poll")
    #expect(profile.counts["poll"] == .max && profile.sum == .max)
    #expect(profile.limited(to: ["poll.cold", ".7", "gone"]).sum == 2)
  }

  @Test(
    arguments: [
      (0.5, ["a"]), (0.51, ["a", "b"]), (0.8, ["a", "b"]), (0.95, ["a", "b", "c"]), (0, []),
      (1, ["a", "b", "c"]),
    ] as [(Double, [String])])
  func hottest(share: Double, names: [String]) {
    var profile = Profile()
    for (name, count) in [("a", 50), ("b", 30), ("c", 20), ("gone", 1000), ("idle", 0)] {
      profile.add(UInt64(count), to: name)
    }
    // What the program does not have takes no part.
    #expect(profile.hottest(of: ["a", "b", "c", "idle", "d"], share: share) == Set(names))
  }

  @Test(arguments: [
    ("", "p: error: this is no profile"),
    ("12 main\n", "p: error: this is no profile"),
    (heading + "12 main\n\nmain\n", "p:4: error: 'main' is no count with the name of a function"),
    (heading + "-1 main\n", "p:2: error: '-1 main' is no count with the name of a function"),
  ])
  func otherTextIsRefused(text: String, message: String) {
    do {
      _ = try Profile(text: text, path: "p")
      Issue.record("it was read")
    } catch {
      #expect(error.description.hasPrefix(message))
    }
  }
}
