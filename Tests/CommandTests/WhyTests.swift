import TestSupport
import Testing

/// `specialise why` on an image that the tool itself made: symbols, slots, places, and what went.
///
/// The tests need what set-up makes.
@Suite(.enabled(if: SetUp.isDone, "run runtime/setup.sh"))
struct WhyTests {

  /// A program with two tables of functions, one of whose fields nothing reads.
  private static let source = """
    #include <unistd.h>
    struct operations {
      int (*open)(int);
      int (*poll)(int);
      int (*close)(int);
    };
    static int null_open(int x) { return x; }
    static int null_poll(int x) { return x + write(1, "n", 1); }
    static int null_close(int x) { return x - write(1, "c", 1); }
    static int disk_poll(int x) { return x ^ (int)write(1, "d", 1); }
    static int never(int x) { return null_close(x) * 3; }
    static struct operations null_operations = {null_open, null_poll, null_close};
    static struct operations disk_operations = {null_open, disk_poll, null_close};
    static struct operations *tables[] = {&null_operations, &disk_operations};
    static int mode = 1;
    int (*unused)(int) = never;
    __attribute__((noinline)) int main(int count, char **words) {
      struct operations *device = tables[count & 1];
      if (mode == 2)
        return never(count);
      return device->poll(count);
    }

    """

  /// Makes an image of the program with `engine`, and returns what `why` says of each of `questions`.
  private func answers(
    _ questions: [String], engine: String = "closed-world"
  ) throws -> [String: String] {
    let folder = try TemporaryFolder()
    try folder.write(Self.source, to: "dev.c")
    let compiled = try Command.specialise(["cc", "-g", "dev.c", "-o", "dev"], in: folder)
    try #require(compiled.status == 0, "\(compiled.errors)")
    let made = try Command.specialise(
      ["dev.bc", "-o", "dev.elf", "--engine", engine, "--report-json", "report.json"], in: folder)
    try #require(made.status == 0, "\(made.errors)")
    var result: [String: String] = [:]
    for question in questions {
      let answer = try Command.specialise(["why", "report.json", question], in: folder)
      result[question] = answer.output + answer.errors
    }
    return result
  }

  @Test func theEngineExplains() throws {
    let answers = try answers([
      "null_poll", "null_operations+8", "null_operations.poll", "null_operations.close",
      "null_close", "never", "dev.c:21", "dev.c:20", "main:21", "dev.c:999", "nothing",
    ])
    let symbol = answers["null_poll"]!
    #expect(symbol.contains("is a root: machine code names it"))
    #expect(
      symbol.contains(
        "null_operations+8 (poll) holds null_poll, and main reads it at dev.c:21, and main calls it "
          + "at dev.c:21"), "\(symbol)")
    let slot = answers["null_operations+8"]!
    #expect(slot == answers["null_operations.poll"]!)
    #expect(slot.contains("null_operations+8 (poll) holds null_poll\n"), "\(slot)")
    #expect(slot.contains("kept because main reads it at dev.c:21, and null_operations stays"))
    #expect(slot.contains("tables+0 holds null_operations") || slot.contains("([0])"), "\(slot)")
    let cleared = answers["null_operations.close"]!
    #expect(cleared.contains("held null_close: cleared in round 1, because nothing reads it"))
    let removed = answers["null_close"]!
    #expect(removed.contains("null_close is not in the image: nothing keeps it."), "\(removed)")
    #expect(removed.contains("removed, because") || removed.contains("hollowed, because"))
    #expect(answers["never"]!.contains("is not in the image"))
    #expect(answers["dev.c:21"]!.contains("dev.c:21 runs in main: it is reached from the start"))
    #expect(answers["main:21"]!.contains("runs in main"))
    let dead = answers["dev.c:20"]!
    #expect(dead.contains("dev.c:20 does not run in main (round 1)"), "\(dead)")
    #expect(dead.contains("at dev.c:19 always has one outcome: 1 against 2"), "\(dead)")
    #expect(answers["dev.c:999"]!.contains("no code stands at line 999 of 'dev.c'"))
    #expect(answers["nothing"]!.contains("the report knows no symbol, slot or place 'nothing'"))
  }

  @Test func reachabilityExplains() throws {
    let answers = try answers(["null_poll", "null_operations+8"], engine: "reachability")
    #expect(answers["null_poll"]!.contains("holds null_poll"), "\(answers)")
    #expect(answers["null_poll"]!.contains(" calls it at "), "\(answers)")
    #expect(answers["null_operations+8"]!.contains("kept because"), "\(answers)")
  }
}
