import Foundation
import TestSupport
import Testing

/// `specialise run --profile`, and what the main job makes of it.
struct ProfileTests {

  /// A program that counts long in one function and hardly at all in another.
  private static let source = """
    #include <stdio.h>
    struct node { struct node *next; int value; };
    static int turn(int x, const struct node *n) { return x % 7 ? x * 3 + n->value : x / 2; }
    static int twist(int x, const struct node *n) { return turn(x, n) ^ turn(x + 1, n->next); }
    __attribute__((noinline)) int busy(const struct node *n, int times) {
      int sum = 0;
      for (int i = 0; i < times; i++, n = n->next)
        sum += turn(sum ^ i, n) + twist(i, n) - twist(sum, n->next);
      return sum;
    }
    __attribute__((noinline)) int idle(const struct node *n, int x) {
      return turn(x, n) + twist(x, n) - twist(x + 3, n->next);
    }
    int main(int argc, char **argv) {
      struct node a = {0, argc}, b = {&a, 5}, c = {&b, 9};
      a.next = &c;
      printf("%d\\n", busy(&c, 20000 * argc) + idle(&a, argc));
      return 0;
    }
    """

  /// Compiles the program in `folder`, and makes an image with `words`, of which only `warning` is said;
  /// returns what was reported.
  private func make(
    in folder: borrowing TemporaryFolder, _ words: [String], warning: String = ""
  ) throws -> String {
    let path = folder.path
    if !FileManager.default.fileExists(atPath: "\(path)/p.bc") {
      try Self.source.write(toFile: "\(path)/p.c", atomically: true, encoding: .utf8)
      let compiled = try Command.specialise(["cc", "\(path)/p.c", "-o", "\(path)/p"])
      try #require(compiled.status == 0, "\(compiled.errors)")
    }
    let made = try Command.specialise(["\(path)/p.bc"] + words)
    try #require(made.status == 0, "\(made.errors)")
    #expect(made.errors == warning)
    return made.output
  }

  /// Returns the instructions that the profile at `path` counts, by function.
  private func counts(_ path: String) throws -> [(count: Int, name: Substring)] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst().map {
      let words = $0.split(separator: " ")
      return (try #require(Int(words[0])), words[1])
    }
  }

  @Test func whatIsExecutedMostIsMadeForSpeed() throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    #expect(try !make(in: folder, []).contains("for speed"))
    let first = try Command.specialise(["run", "--profile", "\(path)/one", "\(path)/p.elf"])
    #expect(first.status == 0 && first.errors == "")
    let before = try counts("\(path)/one")
    let hottest = try #require(before.first)
    #expect(["busy", "turn", "twist"].contains(hottest.name))
    #expect(before.contains { $0.name == "main" })

    let report = try make(
      in: folder, ["--profile", "\(path)/one", "-o", "\(path)/q.elf", "--depfile", "\(path)/d"])
    #expect(report.contains("for speed, by profile: "))
    #expect(try String(contentsOfFile: "\(path)/d", encoding: .utf8).contains("\(path)/one"))
    let second = try Command.specialise(["run", "--profile", "\(path)/two", "\(path)/q.elf"])
    #expect(second.output == first.output)
    let after = try counts("\(path)/two").map(\.count).reduce(0, +)
    let sum = before.map(\.count).reduce(0, +)
    #expect(after * 100 < sum * 95, "\(sum) instructions before, \(after) after")
  }

  @Test func profilesOfOtherProgramsAreDoubted() throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    _ = try make(in: folder, [])
    let heading = "# specialise profile 1: instructions executed, by function\n"
    for (counts, notes) in [
      ("60 ngx_vslprintf\n30 busy.7\n10 memcpy\n", "100 instructions, 40"),
      ("", "0 instructions, 0"),
    ] {
      try (heading + counts).write(toFile: "\(path)/one", atomically: true, encoding: .utf8)
      try (heading + "50 busy\n20 gone\n").write(
        toFile: "\(path)/two", atomically: true, encoding: .utf8)
      let warning = """
        \(path)/one: warning: this does not look like a profile of this program
          note: it counts \(notes) of them in functions that the program has
          recommendation: take one with: specialise run --profile FILE IMAGE

        """
      _ = try make(
        in: folder,
        ["--profile", "\(path)/one", "--profile", "\(path)/two", "-o", "\(path)/q.elf"],
        warning: warning)
    }
  }

  @Test func aMachineThatIsStoppedTellsToo() throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    try "#include <unistd.h>\nint main(void) { for (;;) pause(); }"
      .write(toFile: "\(path)/w.c", atomically: true, encoding: .utf8)
    _ = try Command.specialise(["cc", "\(path)/w.c", "-o", "\(path)/w"])
    _ = try Command.specialise(["\(path)/w.bc"])
    let run = try Command.specialise([
      "run", "--timeout", "3", "--profile", "\(path)/one", "\(path)/w.elf",
    ])
    #expect(run.status == 124)
    #expect(try counts("\(path)/one").contains { $0.name == "main" })
  }

  @Test func aProfileThatCannotBeWrittenIsToldAtOnce() throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    _ = try make(in: folder, [])
    let run = try Command.specialise([
      "run", "--profile", "\(path)/none/one", "\(path)/p.elf",
    ])
    #expect(run.status == 1 && run.output == "")
    #expect(run.errors.contains("cannot be written"))
    let itself = try Command.specialise([
      "run", "--profile", "\(path)/p.elf", "\(path)/p.elf",
    ])
    #expect(itself.status == 1 && itself.errors.contains("would replace the image"))
    try FileManager.default.removeItem(atPath: "\(path)/p.elf.sym")
    let nameless = try Command.specialise([
      "run", "--profile", "\(path)/one", "\(path)/p.elf",
    ])
    #expect(nameless.status == 1 && nameless.errors.contains("symbols cannot be read"))
    #expect(!FileManager.default.fileExists(atPath: "\(path)/one"))
  }
}
