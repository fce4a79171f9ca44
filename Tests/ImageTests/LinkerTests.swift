import Foundation
import Model
import Testing

@testable import Image

@Suite struct LinkerTests {

  @Test func sameInputGivesSameBytesInAnyFolder() throws {
    let source = "int x = 3; int put(char *); int main(void) { return put(\"a\") + x; }"
    let first = try Workshop().image(of: source, options: ["-ffile-prefix-map=/=", "-g1"])
    let second = try Workshop().image(of: source, options: ["-ffile-prefix-map=/=", "-g1"])
    #expect(first.bytes == second.bytes)
    #expect(first.map == second.map)
  }

  @Test func undefinedSymbolIsToldWithItsPlaces() throws {
    let source = """
      int nowhere(int);
      int g(void) { return nowhere(3); }
      int main(void) { return g() +
        nowhere(1); }
      """
    let failure = try #require(throws: ImageFailure.self) {
      try Workshop().image(of: source, options: ["-g1", "-fno-inline"])
    }
    let diagnostic = try #require(failure.diagnostics.first)
    #expect(failure.diagnostics.count == 1)
    #expect(diagnostic.message == "undefined symbol 'nowhere'")
    #expect(diagnostic.site?.file.hasSuffix("main.c") == true)
    #expect(diagnostic.notes.contains { $0.hasSuffix("main.c:4 in main") })
    #expect(diagnostic.recommendation != nil)
  }

  @Test func duplicateSymbolIsTold() throws {
    let native = Workshop.entry + ".globl main\nmain: ret\n"
    let failure = try #require(throws: ImageFailure.self) {
      try Workshop().image(of: "int main(void) { return 1; }", native: native)
    }
    #expect(failure.diagnostics.first?.message == "duplicate symbol 'main'")
  }

  @Test func damagedObjectsAreTold() throws {
    for length in [0, 3, 64, 400] {
      let failure = try #require(throws: ImageFailure.self) {
        try Workshop().image(of: "int main(void) { return 1; }") { input in
          guard case .object(let bytes) = input.program else { return }
          input.program = .object(Array(bytes.prefix(length)))
        }
      }
      #expect(failure.diagnostics.contains { $0.level == .error })
    }
  }

  @Test func missingFilesAreTold() throws {
    for change: (inout ImageInput) -> Void in [
      { $0.script = "/nowhere/layout.ld" }, { $0.program = .files(["/nowhere/a.bc"]) },
    ] {
      let failure = try #require(throws: ImageFailure.self) {
        try Workshop().image(of: "int main(void) { return 1; }", change: change)
      }
      #expect(failure.diagnostics.contains { $0.message.contains("/nowhere/") })
    }
  }

  @Test func missingLinkerIsTold() throws {
    let failure = try #require(throws: ImageFailure.self) {
      try Linker.installed(preferring: "/nowhere/ld.lld", elseIn: ["/nowhere/bin"])
    }
    #expect(failure.diagnostics.first?.message == "the linker ld.lld is missing")
    #expect(failure.diagnostics.first?.recommendation != nil)
  }

  @Test func fullDiskIsTold() throws {
    // The linker dies of a signal when the disk is full, so a device that is always full stands in.
    let folder = try Workshop()
    let linker = try folder.write("#!/bin/sh\nkill -BUS $$\n", to: "ld.lld")
    #expect(chmod(linker, 0o755) == 0)
    let failure = try #require(throws: ImageFailure.self) {
      let input = ImageInput(
        program: .object([]), nativeObjects: [], script: "x", origins: [:])
      _ = try Linker(path: linker).link(input, in: folder.path)
    }
    guard case .linkerCrashed = failure else {
      Issue.record("\(failure)")
      return
    }
    #expect(failure.diagnostics.first?.recommendation?.contains("free space") == true)
  }

  @Test func sectionWithoutAPlaceIsAWarning() throws {
    let source = """
      __attribute__((section("odd"), used)) int strange = 3;
      int main(void) { return strange; }
      """
    let image = try Workshop().image(of: source, options: ["-g1"])
    #expect(image.warnings.count == 1)
    #expect(image.warnings.first?.message.contains("odd") == true)
  }

  @Test func bitcodeIsOptimisedByTheLinker() throws {
    let workshop = try Workshop()
    let bitcode = try workshop.compile(
      "int put(const char *); int main(void) { return put(\"text\"); }", as: "a.c", ["-flto"])
    let image = try workshop.image(of: "") {
      $0.program = .files([bitcode])
      $0.linkerArguments = ["--lto-O2"]
      $0.origins = ["main": Origin(component: "application", site: Site("a.c"))]
    }
    let main = try #require(image.map.regions.first { $0.label.symbol == "main" })
    #expect(main.label.component == "application")
    let text = try #require(image.map.regions.first { $0.label.symbol == "\"text\"" })
    #expect(text.label.component == "application")
  }
}
