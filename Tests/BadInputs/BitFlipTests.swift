import Foundation
import TestSupport
import Testing

/// Damage of one bit, wherever it is: the tool works, or refuses the file, and never just crashes.
///
/// LLVM's verifier does not look at all metadata, so that a pass may stumble over what it let pass:
/// then the tool says that it has a bug, with the status for that, and leaves nothing behind.
@Suite struct BitFlipTests {

  /// The program whose bitcode is damaged.
  private static let source = """
    #include <stdio.h>
    struct operations { int (*run)(int); const char *name; };
    static int twice(int x) { return 2 * x; }
    static int thrice(int x) { return 3 * x; }
    static const struct operations table[] = {{twice, "twice"}, {thrice, "thrice"}};
    int main(int argc, char **argv)
    {
        for (int i = 0; i < argc; i++)
            printf("%s %s %d\\n", argv[i], table[i % 2].name, table[i % 2].run(i));
        return 0;
    }
    """

  /// Flips this many bits, spread evenly over the file: all of them if `BIT_FLIPS` is `all`.
  private static func positions(in count: Int) -> [Int] {
    let wish = ProcessInfo.processInfo.environment["BIT_FLIPS"] ?? "60"
    guard let number = Int(wish), number < count else { return Array(0..<count) }
    // The step is odd, so that all positions within a byte are met.
    let step = (count / max(number, 1)) | 1
    return (0..<number).map { ($0 * step + 13) % count }
  }

  @Test func oneBitIsWrong() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.source, to: "app.c")
    let compiled = try Command.specialise(["cc", "-g", "-c", "app.c", "-o", "good.o"], in: folder)
    try #require(compiled.status == 0, "\(compiled.errors)")
    let good = try folder.bytes(of: "good.o")
    var ownBugs = 0
    for position in Self.positions(in: good.count * 8) {
      var bytes = good
      bytes[position / 8] ^= 1 << (position % 8)
      try folder.write(bytes, to: "app.o")
      let before = try BadInputTests.state(of: folder)
      let result = try Command.run(
        "/usr/bin/timeout", ["120", Command.specialise, "app.o", "-o", "app.elf"], in: folder)
      #expect([0, 1, 70].contains(result.status), "bit \(position): \(result.errors)")
      ownBugs += result.status == 70 ? 1 : 0
      if result.status != 0 {
        let said = result.status == 1 ? "error:" : "internal error"
        #expect(result.errors.contains(said), "bit \(position)")
        #expect(try BadInputTests.state(of: folder) == before, "bit \(position)")
      }
      for file in ["app.elf", "app.elf.sym"] {
        try? FileManager.default.removeItem(atPath: "\(folder.path)/\(file)")
      }
    }
    #expect(ownBugs <= 1)
  }
}
