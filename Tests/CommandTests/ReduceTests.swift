import TestSupport
import Testing

/// `specialise reduce` and `specialise facts` on modules of several compilers.
@Suite struct ReduceTests {

  /// A program with a function that nothing can call, one that machine code names, and a table.
  private static let source = """
    int printf(const char *, ...);
    int puts(const char *);
    struct shape { int (*area)(int); int (*name)(int); };
    static int square(int x) { return x * x; }
    static int circle(int x) { return 3 * x * x; }
    int never(int x) { return puts("never") + x; }
    static struct shape shapes[] = {{square, never}, {circle, never}};
    static int level;
    __attribute__((used)) static int counted(int x) { return x + 1; }
    static int ready;
    __attribute__((constructor)) static void prepare(void) { ready = 4; }
    int main(int count, char **words) {
      if (level > 3) return never(count);
      printf("%d %d\\n", shapes[count & 1].area(count + 1), shapes[(count + 1) & 1].area(7) + ready);
      return 3;
    }

    """

  /// A folder with the program as `in.bc`, made by `clang-22` with `options`.
  private func folder(_ options: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.source, to: "in.c")
    try run(["clang-22", "-emit-llvm", "-c", "in.c", "-o", "in.bc"] + options, in: folder)
    return folder
  }

  /// Runs `words` in `folder`, expects success, and returns the output.
  @discardableResult
  private func run(_ words: [String], in folder: TemporaryFolder) throws -> Command {
    let result = try Command.run("/usr/bin/env", words, in: folder)
    try #require(result.status == 0, "\(words): \(result.errors)")
    return result
  }

  /// The functions that the bitcode `name` in `folder` defines.
  private func definitions(_ name: String, in folder: TemporaryFolder) throws -> [String] {
    try run(["llvm-nm-22", "--defined-only", "--format=just-symbols", name], in: folder)
      .output.split(separator: "\n").map(String.init)
  }

  @Test(arguments: ["-O2", "-Oz", "-O0", "-O1 -g"])
  func modulesOfAnOrdinaryCompiler(_ level: String) throws {
    let folder = try folder(level.split(separator: " ").map(String.init))
    try folder.write("main\n\n# a remark\n", to: "roots")
    try folder.write("printf=data # writes\nputs=data\n", to: "effects")
    let reduced = try Command.specialise(
      [
        "reduce", "in.bc", "-o", "out.bc", "--root-file", "roots", "--external-file", "effects",
      ], in: folder)
    #expect(reduced.status == 0, "\(reduced.errors)")
    #expect(reduced.output + reduced.errors == "")
    let left = try definitions("out.bc", in: folder)
    #expect(left.contains("main"))
    #expect(!left.contains("never"))
    #expect(left.contains("counted"), "llvm.used lists it")
    try run(["clang-22", "out.bc", "-o", "program"], in: folder)
    let result = try Command.run("\(folder.path)/program", [])
    #expect(result.output == "12 53\n")
    #expect(result.status == 3)
  }

  @Test(arguments: ["-Oz -fno-pic", "-O1 -g -fno-pic -funwind-tables"])
  func machineCode(_ options: String) throws {
    let folder = try folder(options.split(separator: " ").map(String.init))
    let reduced = try Command.specialise(["reduce", "in.bc", "-o", "out.o"], in: folder)
    #expect(reduced.status == 0, "\(reduced.errors)")
    #expect(!(try definitions("out.o", in: folder)).contains("never"))
    try run(["clang-22", "-no-pie", "out.o", "-o", "program"], in: folder)
    let result = try Command.run("\(folder.path)/program", [])
    #expect(result.output == "12 53\n")
    #expect(result.status == 3)
  }

  @Test(.enabled(if: SetUp.isDone, "run runtime/setup.sh"))
  func whatTheCompilerDriverWrites() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.source, to: "in.c")
    let compiled = try Command.specialise(["cc", "in.c", "-o", "whole"], in: folder)
    try #require(compiled.status == 0, "\(compiled.errors)")
    let reduced = try Command.specialise(["reduce", "whole.bc", "-o", "out.bc"], in: folder)
    #expect(reduced.status == 0, "\(reduced.errors)")
    #expect(try !definitions("out.bc", in: folder).contains("never"))
    let linked = try Command.specialise(["cc", "out.bc", "-o", "program"], in: folder)
    try #require(linked.status == 0, "\(linked.errors)")
    let result = try Command.run("\(folder.path)/program", [])
    #expect(result.output == "12 53\n")
    #expect(result.status == 3)
  }

  @Test func modulesOfSwift() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      protocol Shape { func area() -> Int }
      struct Square: Shape { let side: Int; func area() -> Int { side * side } }
      struct Circle: Shape { let radius: Int; func area() -> Int { 3 * radius * radius } }
      func never(_ x: Int) -> Int { x &* 77 }
      let shapes: [any Shape] = [Square(side: 2), Circle(radius: 3)]
      print(shapes.map { $0.area() }.reduce(0, +), CommandLine.arguments.count)
      """, to: "main.swift")
    try run(["swiftc", "-O", "-wmo", "-emit-bc", "main.swift", "-o", "in.bc"], in: folder)
    let reduced = try Command.specialise(["reduce", "in.bc", "-o", "out.bc"], in: folder)
    #expect(reduced.status == 0, "\(reduced.errors)")
    try run(["clang-22", "-c", "out.bc", "-o", "out.o"], in: folder)
    try run(["swiftc", "out.o", "-o", "program"], in: folder)
    let result = try Command.run("\(folder.path)/program", [])
    #expect(result.output == "31 1\n")
    #expect(result.status == 0)
    #expect(try !definitions("out.bc", in: folder).contains { $0.contains("never") })
  }

  @Test func statedEffectsMatter() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      void notify(void *);
      struct { int (*handler)(int); } listener;
      static int handle(int x) { return x * 7; }
      int main(void) {
        listener.handler = handle;
        notify(&listener);
        return 0;
      }

      """, to: "in.c")
    try run(["clang-22", "-O1", "-emit-llvm", "-c", "in.c", "-o", "in.bc"], in: folder)
    for (options, isKept) in [([], true), (["--external", "notify=data"], false)] {
      let reduced = try Command.specialise(
        ["reduce", "in.bc", "-o", "out.bc"] + options, in: folder)
      #expect(reduced.status == 0, "\(reduced.errors)")
      let text = try run(["llvm-dis-22", "out.bc", "-o", "-"], in: folder).output
      #expect(text.contains("mul nsw i32") == isKept, "\(options): \(text)")
    }
  }

  @Test func namesInAssemblyStay() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      __asm__(".globl start\\nstart: call helper\\nret\\n");
      int helper(void) { return 5; }
      int other(void) { return 6; }
      extern int start(void);
      int main(void) { return start(); }

      """, to: "in.c")
    try run(["clang-22", "-O2", "-emit-llvm", "-c", "in.c", "-o", "in.bc"], in: folder)
    let reduced = try Command.specialise(["reduce", "in.bc", "-o", "out.bc"], in: folder)
    #expect(reduced.status == 0, "\(reduced.errors)")
    let left = try definitions("out.bc", in: folder)
    #expect(left.contains("helper"))
    #expect(!left.contains("other"))
  }

  @Test func factsOfAFunctionAndATable() throws {
    let folder = try folder(["-O0", "-g", "-Xclang", "-disable-O0-optnone"])
    let facts = try Command.specialise(
      ["facts", "in.bc", "main", "square", "shapes", "never", "missing"], in: folder)
    #expect(facts.status == 0, "\(facts.errors)")
    let text = facts.output
    #expect(text.contains("main:\n  runs: it is a root"), "\(text)")
    #expect(text.contains("in.c:14: calls circle | square, which returns"), "\(text)")
    #expect(text.contains("in.c:13: loads 0 from level+0"), "\(text)")
    #expect(text.contains("in.c:13: does not run"), "\(text)")
    #expect(text.contains("square:\n  runs: called through a pointer at main (in.c:14)"), "\(text)")
    #expect(text.contains("shapes:\n  read "), "\(text)")
    #expect(text.contains("missing: is not in the program at this point"), "\(text)")
    let line = try Command.specialise(["facts", "in.bc", "main:14"], in: folder)
    #expect(line.output.contains("calls circle | square"))
    #expect(!line.output.contains("in.c:13"))
    let noLine = try Command.specialise(["facts", "in.bc", "main:x"], in: folder)
    #expect(noLine.output == "main:x: is not in the program at this point\n")
    let escapes = try Command.specialise(["facts", "in.bc"], in: folder)
    #expect(escapes.status == 0, "\(escapes.errors)")
    #expect(escapes.output.contains(" escapes"), "\(escapes.output)")
    #expect(!escapes.output.contains("square escapes"), "a call reaches it, nobody else")
  }

  /// What is refused: the commands that make it, the arguments, and what is said.
  @Test(arguments: [
    (":", ["missing.bc"], "missing.bc: error: no such file"),
    ("mkdir x.bc", ["x.bc"], "x.bc: error: is a folder"),
    (": > x.bc", ["x.bc"], "x.bc: error: is empty"),
    ("echo text > x.bc", ["x.bc"], "x.bc: error: is not bitcode"),
    ("clang-22 -S -emit-llvm in.c -o x.ll", ["x.ll"], "x.ll: error: LLVM assembly, not bitcode"),
    ("clang-22 -c in.c -o x.o", ["x.o"], "x.o: error: machine code, not bitcode"),
    ("llvm-ar-22 rcs x.a in.bc", ["x.a"], "x.a: error: an archive, not one module"),
    ("head -c 900 in.bc > x.bc", ["x.bc"], "x.bc: error: truncated or damaged bitcode"),
    (
      "clang-22 --target=aarch64-linux-gnu -emit-llvm -c in.c -o x.bc", ["x.bc"],
      "x.bc: error: wrong architecture or system: made for 'aarch64"
    ),
    (":", ["in.bc", "--root", "nobody"], "in.bc: error: the root 'nobody' is not defined"),
    (":", ["in.bc", "--root", "printf"], "in.bc: error: the root 'printf' is not defined"),
    (":", ["in.bc", "--external", "puts"], "'puts' does not say what a function does"),
    (
      "printf 'a=data\\nputs=everything' > list", ["in.bc", "--external-file", "list"],
      "list:2: error: 'puts=everything' does not say what a function does"
    ),
    (":", ["in.bc", "--root-file", "nolist"], "nolist: error: the list cannot be read"),
    (
      "clang-22 -emit-llvm -c -fPIC in.c -o x.bc", ["x.bc", "-o", "x.o"],
      "x.bc: error: the module is for another place in memory: it has the flag 'PIC Level'"
    ),
    (
      "clang-22 -emit-llvm -c -fno-pic -mcmodel=large in.c -o x.bc", ["x.bc", "-o", "x.o"],
      "x.bc: error: the module is for another place in memory: it has the flag 'Code Model'"
    ),
    (":", ["in.bc", "-o", "in.bc"], "in.bc: error: the output would replace the input"),
    (":", ["in.bc", "-o", "none/out.bc"], "none/out.bc: error:"),
  ])
  func badInputIsRefused(_ making: String, _ arguments: [String], _ message: String) throws {
    let folder = try folder(["-O1"])
    try run(["bash", "-ec", making], in: folder)
    let output = arguments.contains("-o") ? [] : ["-o", "out.bc"]
    let result = try Command.specialise(["reduce"] + arguments + output, in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(result.errors.contains("recommendation: "), "\(result.errors)")
    #expect(try Command.run("/usr/bin/env", ["test", "-e", "out.bc"], in: folder).status == 1)
  }
}
