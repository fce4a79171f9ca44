import Foundation
import TestSupport
import Testing

/// `--guards` from end to end: a program that breaks what the analysis was promised is stopped, and
/// told what was believed.
@Suite struct GuardTests {

  /// A function that says it returns memory of its own, and returns a table that it shares.
  private static let source = """
    #include <stdio.h>
    struct operations { int (*call)(int); };
    static int called(int x) { return printf("called %d\\n", x) == 0; }
    static struct operations table = {called};
    __attribute__((malloc, noinline)) static struct operations *make(void) { return &table; }
    int main(void)
    {
        struct operations *operations = make();
        puts("before");
        return operations->call(7);
    }
    """

  @Test func falseBeliefsAreTold() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.source, to: "app.c")
    let made = try Command.specialise(["cc", "-g", "app.c", "-o", "app"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let image = try Command.specialise(["app.bc", "--guards", "--verify"], in: folder)
    #expect(image.status == 0, "\(image.errors)")
    let result = try Command.specialise(["run", "app.elf"], in: folder)
    #expect(result.status > 128)
    #expect(result.output.hasPrefix("before\n"))
    #expect(!result.output.contains("called"))
    #expect(result.errors.contains("a guard fired: app.c:"), "\(result.errors)")
    #expect(result.errors.contains("it was believed that"))
    #expect(result.errors.contains("it was believed because"))
  }
}
