import CompilerDriver
import Model
import TestSupport
import Testing

/// What clang is told.
struct CompilerArgumentsTests {

  /// The arguments for the user's `words`.
  private func words(_ words: [String]) throws -> [String] {
    try CompilerArguments(words, headers: "/H", native: "/N", linker: "/L").words
  }

  /// The words of clang that come before and after the user's `word`.
  private func around(_ word: String, in words: [String]) throws -> (
    before: [String], after: [String]
  ) {
    let index = try #require(words.firstIndex(of: word))
    return (Array(words[..<index]), Array(words[(index + 1)...]))
  }

  @Test func usersWordsOverrideDefaultsOnly() throws {
    let (before, after) = try around("USER", in: words(["-c", "USER", "-O2"]))
    for word in ["-Oz", "-g", "-fno-stack-protector", "-fsanitize=kcfi", "--sysroot=/N", "-static"]
    {
      #expect(before.contains(word))
    }
    #expect(before.contains("--target=x86_64-linux-musl"))
    #expect(before.contains("--ld-path=/L"))
    for word in ["-flto=full", "-fno-pic", "-no-pie"] { #expect(after.contains(word)) }
    #expect(after.first == "-O2")
    #expect(after.suffix(4) == ["-nostdlibinc", "-isystem", "/H", "--end-no-unused-arguments"])
  }

  @Test func assemblyIsThatOfTheMachine() throws {
    let assembly = try words(["-S", "a.c"])
    #expect(!assembly.contains("-flto=full") && assembly.contains("-fno-lto"))
    #expect(!assembly.contains("-fsanitize=kcfi") && !assembly.contains("-disable-llvm-passes"))
    #expect(try words(["-S", "-emit-llvm", "a.c"]).contains("-flto=full"))
  }

  @Test(arguments: ["-nostdinc", "-nostdlibinc"])
  func otherHeadersReplaceOurs(option: String) throws {
    #expect(try !words([option, "a.c"]).contains("-isystem"))
  }

  @Test func whatCannotBeIsDropped() throws {
    let result = try words(["-static-pie", "-pie", "-rdynamic", "-fPIC", "a.c"])
    #expect(!result.contains("-static-pie") && !result.contains("-pie"))
    #expect(!result.contains("-rdynamic") && result.contains("-fPIC"))
  }

  @Test func inputsAfterTheEndOfOptions() throws {
    let result = try words(["-c", "--", "-odd.c"])
    #expect(result.suffix(2) == ["--", "-odd.c"])
    #expect(result.dropLast(2).contains("-flto=full"))
  }

  @Test func responseFilesAreRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("-S 'a b.c' @\(folder.path)/more", to: "first")
    try folder.write("-D\"X=\\\"y\\\"\"\n-I.\n", to: "more")
    let result = try words(["@\(folder.path)/first", "@/nowhere"])
    let index = try #require(result.firstIndex(of: "-S"))
    #expect(result[index..<index + 5] == ["-S", "a b.c", "-DX=\"y\"", "-I.", "@/nowhere"])
    #expect(!result.contains("-flto=full"))
    try folder.write("@\(folder.path)/loop", to: "loop")
    #expect(throws: Diagnostic.self) { try words(["@\(folder.path)/loop"]) }
  }

  @Test(arguments: [
    ["a.o", "p.bc", "-o", "p"], ["a.out.bc"], ["-o", "x", "-o", "p", "p.bc"],
  ])
  func noInputIsOverwritten(arguments: [String]) {
    #expect(throws: Diagnostic.self) { try words(arguments) }
  }

  @Test func bitcodeOfOtherNamesIsAnInput() throws {
    #expect(try words(["p.bc", "-o", "q"]).contains("p.bc"))
    #expect(try words(["-c", "p.bc", "-o", "p"]).contains("p.bc"))
  }
}
