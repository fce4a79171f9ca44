import Foundation
import TestSupport
import Testing

/// `specialise check`, as users see it.
@Suite(.enabled(if: SetUp.isDone, "run runtime/setup.sh")) struct CheckTests {

  /// A program that asks for much that there is not.
  private static let asking = """
    #define _GNU_SOURCE
    #include <fcntl.h>
    #include <sched.h>
    #include <signal.h>
    #include <spawn.h>
    #include <stdlib.h>
    #include <sys/ioctl.h>
    #include <sys/mman.h>
    #include <sys/socket.h>
    #include <sys/syscall.h>
    #include <unistd.h>
    static void control(int file, int command) { fcntl(file, command, 1); }
    int main(int argc, char **argv)
    {
        char *words[] = {"other", 0};
        int one = 1;
        pid_t child = fork();
        child += vfork();
        execve("/other", words, words);
        posix_spawn(&child, "/other", 0, 0, words, words);
        control(0, F_GETFL);
        control(0, argc > 1 ? F_SETLEASE : F_SETFL);
        ioctl(0, TIOCSTI, "x");
        setsockopt(3, SOL_SOCKET, SO_MARK, &one, sizeof one);
        setsockopt(3, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
        syscall(SYS_bpf, 0, 0, 0);
        open("/tmp", O_TMPFILE | O_RDWR, 0600);
        open("/tmp/x", O_CREAT | O_RDWR, 0600);
        socket(AF_X25, SOCK_RAW, 0);
        mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
        return child + argv[0][0];
    }
    """

  /// What the check must say of the program, by line and name.
  private static let expected: Set<String> = [
    "17 fork", "18 vfork", "19 execve", "20 posix_spawn", "23 TIOCSTI", "24 SOL_SOCKET, SO_MARK",
    "26 bpf", "27 O_TMPFILE", "29 AF_X25", "30 MAP_HUGETLB",
  ]

  /// A finding as the tool's JSON has it.
  private struct Result: Decodable {
    /// A finding.
    struct Finding: Decodable {
      /// What it says.
      struct Diagnostic: Decodable {
        /// A place.
        struct Site: Decodable {
          let file: String
          let line: Int?
        }
        let level: String
        let site: Site?
        let recommendation: String?
      }
      let kind: String
      let name: String
      let diagnostic: Diagnostic
    }
    /// A system call.
    struct SystemCall: Decodable {
      let number: Int
      let name: String
      let extent: String
    }
    let version: Int
    let findings: [Finding]
    let systemCalls: [SystemCall]
  }

  /// Checks what `arguments` name in `folder`; returns the errors by line and name.
  private func errors(_ arguments: [String], in folder: TemporaryFolder) throws -> Set<String> {
    let command = try Command.specialise(["check", "--json"] + arguments, in: folder)
    #expect(command.status == 1, "\(command.errors)")
    let result = try JSONDecoder().decode(Result.self, from: Data(command.output.utf8))
    #expect(result.version == 1)
    let errors = result.findings.filter { $0.diagnostic.level == "error" }
    #expect(errors.allSatisfy { $0.diagnostic.recommendation?.isEmpty == false })
    #expect(errors.allSatisfy { $0.diagnostic.site?.file.hasSuffix("asking.c") == true })
    #expect(result.systemCalls.contains { $0.name == "fork" && $0.extent == "absent" })
    return Set(errors.map { "\($0.diagnostic.site?.line ?? 0) \($0.name)" })
  }

  @Test func sourcesAreReadBeforeTheyCompile() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.asking, to: "asking.c")
    // A parameter's value is only known across calls.
    #expect(try errors(["asking.c"], in: folder) == Self.expected)
    #expect(folder.contents == ["asking.c"])
  }

  @Test func bitcodeTellsMore() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.asking, to: "asking.c")
    let compiled = try Command.specialise(["cc", "-c", "asking.c", "-o", "asking.o"], in: folder)
    try #require(compiled.status == 0, "\(compiled.errors)")
    #expect(
      try errors(["asking.o"], in: folder) == Self.expected.union(["22 F_SETLEASE"]))
  }

  @Test func diagnosticsNamePlaceAndRemedy() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "#include <unistd.h>\nint main(void)\n{\n    return fork();\n}\n", to: "app.c")
    let result = try Command.specialise(["check", "app.c"], in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("app.c:4: error: the system call fork (57) is not served"))
    #expect(result.errors.contains("recommendation: a machine holds one process"))
    #expect(result.output.contains("1 place that asks for what is not served"))
  }

  @Test func whatIsServedPasses() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      #include <stdio.h>
      #include <stdlib.h>
      #include <pthread.h>
      #include <fcntl.h>
      static void *run(void *argument) { return argument; }
      int main(void)
      {
          pthread_t thread;
          FILE *file = fopen("/tmp/x", "w");
          pthread_create(&thread, 0, run, malloc(3));
          pthread_join(thread, 0);
          fcntl(fileno(file), F_SETFD, FD_CLOEXEC);
          return fprintf(file, "%d %f\\n", 3, 4.5) > 0 ? 0 : 1;
      }
      """, to: "app.c")
    let source = try Command.specialise(["check", "app.c"], in: folder)
    #expect(source.status == 0, "\(source.errors)")
    #expect(source.output.contains("all that it asks for is served"))
    _ = try Command.specialise(["cc", "app.c", "-o", "app"], in: folder)
    let bitcode = try Command.specialise(["check", "app.bc"], in: folder)
    #expect(bitcode.status == 0, "\(bitcode.errors)")
  }

  @Test func flagsAreTheCompilers() throws {
    let folder = try TemporaryFolder()
    try folder.write("int value(void);\n", to: "include/value.h")
    try folder.write(
      """
      #include "value.h"
      #include <unistd.h>
      int main(void)
      {
      #if FORKS
          return fork();
      #endif
          return value();
      }
      int value(void) { return 0; }
      """, to: "app.c")
    let without = try Command.specialise(["check", "app.c"], in: folder)
    #expect(without.status == 1)
    #expect(without.errors.contains("app.c:1: error: 'value.h' file not found"))
    let with = try Command.specialise(["check", "app.c", "--", "-Iinclude"], in: folder)
    #expect(with.status == 0, "\(with.errors)")
    let forks = try Command.specialise(
      ["check", "app.c", "--", "-Iinclude", "-DFORKS=1"], in: folder)
    #expect(forks.status == 1)
    #expect(forks.errors.contains("app.c:6: error: the system call fork"))
    try folder.write(
      """
      [{"directory": "\(folder.path)", "file": "app.c",
        "command": "cc -Iinclude -DFORKS=1 -c -o app.o app.c"}]
      """, to: "compile_commands.json")
    let database = try Command.specialise(["check", "app.c"], in: folder)
    #expect(database.status == 1)
    #expect(database.errors.contains("app.c:6: error: the system call fork"))
    #expect(!database.errors.contains("not found"))
  }

  @Test func functionsOfOtherLibrariesAreNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      int backtrace(void **, int);
      int mine(void);
      int main(void)
      {
          void *places[4];
          return backtrace(places, 4) + mine();
      }
      """, to: "app.c")
    let source = try Command.specialise(["check", "app.c"], in: folder)
    #expect(source.status == 1)
    #expect(source.errors.contains("app.c:6: error: the C library has no 'backtrace'"))
    #expect(source.errors.contains("app.c:6: remark: 'mine' is defined neither in these files"))
    _ = try Command.specialise(["cc", "-c", "app.c", "-o", "app.o"], in: folder)
    let bitcode = try Command.specialise(["check", "app.o"], in: folder)
    #expect(bitcode.status == 1)
    #expect(
      bitcode.errors.contains("app.c:6: error: the C library has no 'backtrace', and nothing else"))
    #expect(
      bitcode.errors.contains("app.c:6: error: the C library has no 'mine', and nothing else"))
  }

  @Test func atRunTimeProcessesAreRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      #define _GNU_SOURCE
      #include <errno.h>
      #include <spawn.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <string.h>
      #include <unistd.h>
      int main(void)
      {
          char *words[] = {"/other", 0};
          pid_t child = fork();
          printf("fork %d %s\\n", child, strerror(errno));
          child = vfork();
          printf("vfork %d %s\\n", child, strerror(errno));
          printf("execve %d %s\\n", execve("/other", words, words), strerror(errno));
          printf("spawn %s\\n", strerror(posix_spawn(&child, "/other", 0, 0, words, words)));
          printf("system %d\\n", system("true"));
          printf("popen %d %s\\n", popen("true", "r") != 0, strerror(errno));
          return 0;
      }
      """, to: "app.c")
    for command in [["cc", "-w", "app.c", "-o", "app"], ["app.bc", "-o", "app.elf"]] {
      let result = try Command.specialise(command, in: folder)
      try #require(result.status == 0, "\(result.errors)")
    }
    let run = try Command.specialise(["run", "--timeout", "30", "app.elf"], in: folder)
    let refusal = "Function not implemented"
    #expect(
      run.output == """
        fork -1 \(refusal)
        vfork -1 \(refusal)
        execve -1 \(refusal)
        spawn \(refusal)
        system -1
        popen 0 \(refusal)

        """)
    #expect(run.status == 0)
  }

  @Test func systemCallsAreListed() throws {
    let table = try Command.specialise(["check", "--system-calls"])
    #expect(table.status == 0)
    let lines = table.output.split(separator: "\n")
    #expect(lines.count == 358)
    #expect(lines.contains { $0.hasPrefix("  0  read ") && $0.hasSuffix("served") })
    #expect(lines.contains { $0.hasPrefix(" 57  fork ") && $0.contains("not: a machine holds") })
    let usage = try Command.specialise(["check"])
    #expect(usage.status == 2)
  }
}
