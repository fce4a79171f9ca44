import CompilerDriver
import Testing

/// Taking a linker's arguments apart.
struct LinkerArgumentsTests {

  @Test func asClangWritesThem() {
    let arguments = LinkerArguments([
      "--sysroot=/N", "-m", "elf_x86_64", "-static", "-o", "out", "/N/crt1.o", "-L/N/lib", "-L",
      "x",
      "-plugin", "/gold.so", "-plugin-opt=O2", "a.o", "-lz", "-l", "m", "--start-group", "-lc",
      "--end-group",
    ])
    #expect(arguments.output == "out")
    #expect(arguments.product == .program)
    #expect(arguments.searchFolders == ["/N/lib", "x"])
    #expect(
      arguments.parts == [
        .option(["--sysroot=/N"]), .option(["-m", "elf_x86_64"]), .option(["-static"]),
        .file("/N/crt1.o"), .option(["-L/N/lib"]), .option(["-L", "x"]),
        .option(["-plugin", "/gold.so"]), .option(["-plugin-opt=O2"]), .file("a.o"), .library("z"),
        .library("m"), .option(["--start-group"]), .library("c"), .option(["--end-group"]),
      ])
  }

  @Test(arguments: [
    ["-soname", "x"], ["--version-script", "x"], ["-Map", "x"], ["-rpath", "x"], ["-z", "now"],
    ["-u", "x"], ["-T", "x"], ["-mllvm", "x"], ["--defsym", "a=b"], ["-e", "x"], ["-y", "x"],
  ])
  func operandsAreNoInputs(words: [String]) {
    let arguments = LinkerArguments(words + ["a.o"])
    #expect(arguments.parts == [.option(words), .file("a.o")])
  }

  @Test(arguments: [
    "-soname=x", "--wrap=x", "-export-dynamic", "--hash-style=gnu", "-O1", "-zrelro", "-Tx", "-s",
    "--build-id", "--as-needed", "-Bstatic", "--no-undefined", "--gc-sections", "-pie", "-Map=x",
  ])
  func optionsOfOneWord(word: String) {
    let arguments = LinkerArguments([word, "a.o"])
    #expect(arguments.parts == [.option([word]), .file("a.o")])
  }

  @Test func products() {
    #expect(LinkerArguments(["-shared", "a.o"]).product == .sharedLibrary)
    #expect(LinkerArguments(["-r", "a.o"]).product == .object)
    #expect(LinkerArguments(["--output=x", "a.o"]).output == "x")
    #expect(LinkerArguments(["a.o"]).output == "a.out")
  }

  @Test func questionsHaveNoInput() {
    #expect(!LinkerArguments(["--version"]).hasInput)
    #expect(LinkerArguments(["-v", "-lc"]).hasInput)
  }

  @Test func symbolsOfTheLinker() {
    let arguments = LinkerArguments(["--wrap=malloc", "-wrap", "free", "--defsym", "a=b", "-L."])
    #expect(arguments.linkerSymbols == ["--wrap=malloc", "--wrap=free", "--defsym=a=b"])
  }
}
