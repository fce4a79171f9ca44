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

  @Test func jumpsToWhatFollowsGo() throws {
    let source = """
      int last(int a) { __asm__ volatile("nop"); return a + 1; }
      int first(int a) { __asm__ volatile("nop; nop; nop; nop; nop; nop"); return last(a * 3); }
      int main(void) { return first(2); }
      """
    let file = try ElfFile(
      try Workshop().image(of: source, options: ["-fno-inline", "-O2"]).symbolFile)
    let symbols = Dictionary(file.symbols.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    let (first, last) = (try #require(symbols["first"]), try #require(symbols["last"]))
    #expect(first.value < last.value && last.value - first.value - first.size < 16)
    let text = try #require(file.sections.first { $0.name == ".text" })
    let end = text.contents.lowerBound + Int(first.value + first.size - text.address)
    // What the jump would be, and what fills the gap.
    #expect(file.bytes[end - 5] != 0xe9 && file.bytes[end] != 0)
  }

  /// The linker takes a section for one block of code, and would turn the condition in `first` round if
  /// `next` followed, although another condition also leads to the last jump. (`taker` has `last` behind it.)
  @Test func jumpsThatOthersNeedStay() throws {
    let native =
      Workshop.entry
        + """
        .globl main, helper
        main: call first
        call taker
        ret
        helper: ret

        """
    let source = """
      void helper(void);
      __attribute__((naked)) void last(void) { __asm__("nop; ret"); }
      __attribute__((naked)) void taker(void) {
        __asm__("nop; nop; nop; .byte 0xe9; .long %c0 - . - 4" : : "i"(last));
      }
      void next(void);
      __attribute__((naked)) void first(void) {
        __asm__("test %%edi, %%edi; je 1f; test %%esi, %%esi; .byte 0x0f, 0x84; .long %c0 - . - 4;"
                "1: .byte 0xe9; .long %c1 - . - 4" : : "i"(next), "i"(last));
      }
      __attribute__((naked)) void next(void) { __asm__("nop; nop; ret"); }
      """
    let file = try ElfFile(try Workshop().image(of: source, native: native).symbolFile)
    let first = try #require(file.symbols.first { $0.name == "first" })
    let text = try #require(file.sections.first { $0.name == ".text" })
    let start = text.contents.lowerBound + Int(first.value - text.address)
    // The condition is still the one that was written: je, and not jne; and the last jump is there.
    #expect(Array(file.bytes[start + 6..<start + 8]) == [0x0f, 0x84])
    #expect(file.bytes[start + 12] == 0xe9)
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
