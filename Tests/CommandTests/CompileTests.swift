import TestSupport
import Testing

/// `specialise cc`: what it makes is what an ordinary compiler and linker would make, and bitcode.
///
/// The tests need what set-up makes.
@Suite(.enabled(if: SetUp.isDone, "run runtime/setup.sh"))
struct CompileTests {

  /// A folder with the sources of a small program.
  private func example() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      int twice(int);
      int (*volatile compare)(const char *, const char *) = strcmp;
      static int by(const void *a, const void *b) { return *(int *)a - *(int *)b; }
      int main(int count, char **words) {
        int numbers[] = {3, 1, 2};
        qsort(numbers, 3, sizeof *numbers, by);
        printf("%d %d %d\\n", numbers[0], twice(count), compare("a", "a"));
        return 5;
      }
      """, to: "main.c")
    try folder.write("int twice(int x) { return 2 * x; }\n", to: "twice.c")
    try folder.write(
      ".globl twice\ntwice: lea (%rdi,%rdi), %eax\nret\n"
        + ".section .note.GNU-stack,\"\",@progbits\n", to: "twice.s")
    return folder
  }

  /// Runs `specialise cc` with `words` in `folder` and expects success without a word.
  private func compile(_ words: String, in folder: TemporaryFolder) throws {
    let result = try cc(words, in: folder)
    #expect(result.status == 0)
    #expect(result.output + result.errors == "")
  }

  /// Runs `specialise cc` with `words` in `folder`.
  private func cc(_ words: String, in folder: TemporaryFolder) throws -> Command {
    try Command.specialise(["cc"] + words.split(separator: " ").map(String.init), in: folder)
  }

  /// Expects that the program `name` in `folder` works.
  private func check(_ name: String, in folder: TemporaryFolder) throws {
    let result = try Command.run("\(folder.path)/\(name)", [])
    #expect(result.output == "1 2 0\n")
    #expect(result.status == 5)
  }

  /// The functions that the bitcode `name` in `folder` defines.
  private func definitions(_ name: String, in folder: TemporaryFolder) throws -> [String] {
    let result = try Command.run(
      "/usr/bin/llvm-nm-22", ["--defined-only", "--format=just-symbols", name], in: folder)
    return result.output.split(separator: "\n").map(String.init)
  }

  @Test func oneCommand() throws {
    let folder = try example()
    try compile("main.c twice.c -o program", in: folder)
    #expect(folder.contents == ["main.c", "program", "program.bc", "twice.c", "twice.s"])
    try check("program", in: folder)
    let names = try definitions("program.bc", in: folder)
    #expect(names.contains("main") && names.contains("twice") && !names.contains("printf"))
  }

  @Test func bitcodeIsAsClangLeavesIt() throws {
    let folder = try example()
    try compile("main.c twice.c -o program", in: folder)
    let text = try Command.run("/usr/bin/llvm-dis-22", ["program.bc", "-o", "-"], in: folder).output
    #expect(text.contains("define dso_local i32 @twice"))
    for part in ["alloca i32", "minsize", "!tbaa", "!kcfi_type", "\"kcfi\"(i32", "!DISubprogram"] {
      #expect(text.contains(part), "no \(part)")
    }
  }

  @Test func objectsArchivesAndLibraries() throws {
    let folder = try example()
    try compile("-c main.c", in: folder)
    try compile("-O2 -fPIC -c twice.c -o twice.o", in: folder)
    _ = try Command.run("/usr/bin/ar", ["rcs", "libtwice.a", "twice.o"], in: folder)
    try compile("main.o -L. -ltwice -lm -lpthread -ldl -lrt -lgcc -o static", in: folder)
    try check("static", in: folder)
    try compile("-shared -Wl,-soname,libshared.so.1 twice.o -o libshared.so", in: folder)
    try compile("main.o -L. -lshared -Wl,-rpath,. -Wl,--as-needed -o shared", in: folder)
    try check("shared", in: folder)
    #expect(try folder.bytes(of: "static.bc") == folder.bytes(of: "shared.bc"))
    try compile("-r main.o twice.o -o joined.o", in: folder)
    try compile("joined.o -o joined", in: folder)
    try check("joined", in: folder)
  }

  @Test func machineCodeOfItsOwn() throws {
    let folder = try example()
    try compile("main.c twice.s -o direct", in: folder)
    try check("direct", in: folder)
    try compile("-c main.c twice.s", in: folder)
    _ = try Command.run("/usr/bin/ar", ["rcs", "libtwice.a", "twice.o"], in: folder)
    try compile("main.o libtwice.a -o archived", in: folder)
    try check("archived", in: folder)
    for program in ["direct", "archived"] {
      #expect(try !definitions("\(program).bc", in: folder).contains("twice"))
      let members = try Command.run("/usr/bin/ar", ["t", "\(program).natives.a"], in: folder)
      #expect(members.output == "member-0-twice.o\n")
    }
    let mixed = try cc("-r main.o twice.o -o joined.o", in: folder)
    #expect(mixed.status == 1)
    #expect(mixed.errors.contains("twice.o: error: machine code and bitcode cannot be joined"))
    try compile("main.c twice.c -o archived", in: folder)
    #expect(!folder.contents.contains("archived.natives.a"))
  }

  @Test func failuresLeaveNothing() throws {
    let folder = try example()
    try compile("main.c twice.c -o program", in: folder)
    for (words, message) in [
      ("main.c -o program", "undefined symbol: twice"),
      ("main.c twice.c twice.c -o program", "duplicate symbol: twice"),
      ("main.c twice.c -lnowhere -o program", "unable to find library -lnowhere"),
      ("main.c twice.c -o nowhere/program", "no file can be made in 'nowhere'"),
    ] {
      let result = try cc(words, in: folder)
      #expect(result.status == 1)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
    #expect(folder.contents == ["main.c", "twice.c", "twice.s"])
  }

  @Test func questions() throws {
    let folder = try example()
    #expect(try cc("--version", in: folder).output.contains("clang version 22"))
    #expect(try cc("-dumpmachine", in: folder).output == "x86_64-unknown-linux-musl\n")
    #expect(try cc("-v", in: folder).status == 0)
    #expect(try cc("-Wl,--version", in: folder).output.contains("LLD 22"))
    #expect(try cc("-print-file-name=libc.a", in: folder).output.contains("/native/lib/libc.a"))
    #expect(try cc("", in: folder).status == 1)
    #expect(try cc("-E twice.c", in: folder).output.contains("return 2 * x"))
    #expect(try cc("-M twice.c", in: folder).output == "twice.o: twice.c\n")
    #expect(try cc("-S -O1 twice.c -o -", in: folder).output.contains("retq"))
  }

  @Test func otherSourcesAndOutputs() throws {
    let folder = try example()
    let fromInput = try Command.specialise(
      ["cc", "-x", "c", "-", "-o", "program"], input: "int main(void) { return 3; }", in: folder)
    #expect(fromInput.status == 0)
    #expect(try Command.run("\(folder.path)/program", []).status == 3)
    try compile("main.c twice.c -o /dev/null", in: folder)
    try folder.write("main.c twice.c -o 'with a blank'", to: "arguments")
    try compile("@arguments", in: folder)
    #expect(folder.contents.contains("with a blank.bc"))
  }

  @Test func inlineFunctionsWithoutDefinition() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      inline int three(int x) { return 3 * x; }
      static inline __attribute__((always_inline)) int four(int x) { return 4 * x; }
      int main(int count, char **words) { return three(count) + four(count); }
      """, to: "main.c")
    try compile("main.c -o program", in: folder)
    #expect(try Command.run("\(folder.path)/program", []).status == 7)
  }

  @Test func sameInputsGiveTheSameBytes() throws {
    let first = try example()
    let second = try example()
    let words = "main.c twice.s -fdebug-compilation-dir=. -o program"
    for folder in [first, second] { try compile(words, in: folder) }
    for name in ["program", "program.bc", "program.natives.a"] {
      #expect(try first.bytes(of: name) == second.bytes(of: name), "\(name) differs")
    }
  }

  @Test func renamedSymbolsAreMentioned() throws {
    let folder = try example()
    try folder.write(
      "int __real_twice(int); int __wrap_twice(int x) { return __real_twice(x); }\n", to: "wrap.c")
    let result = try cc("main.c twice.c wrap.c -Wl,--wrap=twice -o program", in: folder)
    #expect(result.status == 0)
    #expect(result.errors.contains("'--wrap=twice' changes the Linux program only"))
    try check("program", in: folder)
  }
}
