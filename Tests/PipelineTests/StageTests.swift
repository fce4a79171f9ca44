import Foundation
import LLVM
import Pipeline
import TestSupport
import Testing

/// The list of stages, and what can be had of each.
@Suite struct StageTests {

  @Test func everyStageIsExplained() {
    for stage in Stage.allCases {
      #expect(!stage.place.isEmpty)
      #expect(!stage.invariant.isEmpty)
    }
    #expect(Stage.link < Stage.bind)
    #expect(Stage.image < Stage.report)
  }

  /// Compiles a small program in `folder`.
  private func compile(in folder: TemporaryFolder) throws {
    try folder.write("int main(void) { return 7; }\n", to: "app.c")
    let result = try Command.specialise(["cc", "-c", "app.c", "-o", "app.o"], in: folder)
    try #require(result.status == 0, "\(result.errors)")
  }

  @Test(arguments: ["link", "bind", "analyse", "eliminate", "codegen"])
  func stoppingEarlyWritesNoImage(stage: String) throws {
    let folder = try TemporaryFolder()
    try compile(in: folder)
    let result = try Command.specialise(
      ["app.o", "--stop-after", stage, "--verify", "-o", "app.elf"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(folder.contents == ["app.c", "app.o"])
  }

  @Test(arguments: [[], ["--guards"]])
  func savedStagesAreBitcode(words: [String]) throws {
    let folder = try TemporaryFolder()
    try compile(in: folder)
    let result = try Command.specialise(
      ["app.o", "--save-stages", "stages", "-o", "app.elf"] + words, in: folder)
    try #require(result.status == 0, "\(result.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/stages")
    #expect(Set(names).isSuperset(of: ["link.bc", "bind.bc", "codegen.o"]))
    for name in names where name.hasSuffix(".bc") {
      try folder.bytes(of: "stages/\(name)").withUnsafeBytes { bytes in
        let module = try Module(bitcode: bytes, named: name, in: Context())
        #expect(try module.hasSoundDebugInformation(), "\(name)")
        #expect(module.function("main") != nil || module.function("libc_start") != nil)
      }
    }
  }

  @Test func streamsTakeTheImage() throws {
    let folder = try TemporaryFolder()
    try compile(in: folder)
    let nothing = try Command.specialise(["app.o", "-o", "/dev/null"], in: folder)
    #expect(nothing.status == 0, "\(nothing.errors)")
    #expect(nothing.output.contains("libc"))
    let streamed = try Command.run(
      "/usr/bin/env",
      [
        "bash", "-c",
        "\"$0\" app.o -o /dev/stdout 2> report > streamed && \"$0\" app.o -o file > /dev/null",
        Command.specialise,
      ], in: folder)
    #expect(streamed.status == 0, "\(streamed.errors)")
    #expect(try folder.bytes(of: "streamed") == folder.bytes(of: "file"))
    #expect(try folder.read("report").contains("libc"))
    #expect(
      folder.contents == ["app.c", "app.o", "file", "file.sym", "report", "streamed"])
  }
}
