import TestSupport
import Testing

/// Builds of other projects, in small: a Makefile, and what configure scripts try.
@Suite(.enabled(if: SetUp.isDone, "run runtime/setup.sh"))
struct ConfigureTests {

  @Test func makefile() throws {
    let folder = try TemporaryFolder()
    try folder.write("int one(void) { return 1; }\n", to: "one.c")
    try folder.write("int one(void); int main(void) { return one() - 1; }\n", to: "main.c")
    try folder.write(
      """
      program: main.o libone.a
      \t$(CC) $(CFLAGS) -o $@ $^ -lm
      libone.a: one.o
      \tar rcs $@ $^
      """, to: "Makefile")
    let result = try Command.run(
      "/usr/bin/make", ["CC=\(Command.specialise) cc", "CFLAGS=-O2 -Wall -Werror -MMD"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(try Command.run("\(folder.path)/program", []).status == 0)
    #expect(folder.contents.contains("program.bc") && folder.contents.contains("main.d"))
  }

  /// What autoconf asks of a compiler, in the words that configure scripts use.
  private static let probe = """
    set -e
    CC="$0 cc"
    echo 'int main(void) { return 0; }' >conftest.c
    $CC conftest.c && test -f a.out && ./a.out
    rm -f a.out && $CC -o conftest conftest.c && ./conftest
    $CC -c conftest.c && test -f conftest.o
    echo '#ifndef __GNUC__\nchoke me\n#endif' >conftest.c && $CC -c conftest.c
    echo 'int f(void); int main(void) { return f(); }' >conftest.c
    ! $CC -o conftest conftest.c 2>/dev/null
    echo '#include <no_such_header.h>' >conftest.c && ! $CC -E conftest.c >/dev/null 2>&1
    echo 'char tgetent(void); int main(void) { return tgetent(); }' >conftest.c
    ! $CC -o conftest conftest.c -lncurses 2>/dev/null
    echo 'char sin(void); int main(void) { return sin(); }' >conftest.c
    $CC -o conftest conftest.c -lm 2>/dev/null
    echo '#include <stdio.h>\nint main(void) { FILE *f = fopen("conftest.val", "w");
    return !f || fprintf(f, "%d", (int)sizeof(long)) < 0 || fclose(f); }' >conftest.c
    $CC -o conftest -g -O2 -Wl,--as-needed conftest.c -lpthread && ./conftest
    test "$(cat conftest.val)" = 8
    """

  @Test func probes() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run("/bin/sh", ["-c", Self.probe, Command.specialise], in: folder)
    #expect(result.status == 0, "\(result.errors)")
  }
}
