import Foundation
import Testing

@testable import Image
@testable import Model

@Suite struct BootFileTests {

  /// A kernel that ends QEMU with a status that it computes from every part of its memory.
  ///
  /// The data has a hole and a tail of zeros, which the file does not hold.
  private static let kernel =
    Workshop.note + """
      .text
      .code32
      .globl boot_entry
      boot_entry:
        movl number, %eax
        addl first, %eax
        addl hole + 4000, %eax
        addl second, %eax
        addl tail + 400, %eax
        addl nothing, %eax
        movl $0x501, %edx
        outb %al, %dx
      1: hlt
        jmp 1b
      .section .rodata.number, "a"
      number: .long 1
      .data
      first: .long 20
      hole: .zero 8000
      second: .long 12
      tail: .zero 500
      .bss
      nothing: .zero 100000

      """

  /// Returns the image of the kernel.
  private func image() throws -> BootImage {
    try Workshop().image(of: "int unused(void) { return 1; }", native: Self.kernel)
  }

  @Test(arguments: ["microvm", "pc", "q35"])
  func boots(machine: String) throws {
    let workshop = try Workshop()
    try Data(try image().bytes).write(to: URL(fileURLWithPath: workshop.path + "/kernel"))
    let outcome = try workshop.run(
      "/usr/bin/timeout",
      [
        "60", "qemu-system-x86_64", "-M", machine, "-cpu", "max", "-accel", "tcg", "-m", "32M",
        "-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
        "-device", "isa-debug-exit,iobase=0x501,iosize=1", "-kernel", "kernel",
      ])
    #expect(outcome.status == 33 << 1 | 1, "\(outcome.output)")
  }

  @Test func isPacked() throws {
    let image = try image()
    let file = try ElfFile(image.bytes)
    #expect(file.sections.isEmpty)
    // Text, constants, data up to and behind the hole, and the note.
    #expect(file.segments.count == 5)
    let stored = file.segments.filter { $0.kind == ElfFile.Segment.load }.map(\.contents)
    #expect(stored.map(\.count).reduce(64 + 5 * 56, +) == image.bytes.count)
    #expect(image.bytes.count < 450)
    #expect(file.segments.allSatisfy { $0.address == $0.physicalAddress })
  }

  @Test func loadsWhatTheSymbolFileLoads() throws {
    let image = try image()
    let packed = try memory(of: try ElfFile(image.bytes))
    let linked = try memory(of: try ElfFile(image.symbolFile))
    #expect(packed == linked)
    #expect(try ElfFile(image.bytes).entry == ElfFile(image.symbolFile).entry)
    #expect(packed.count <= image.memoryBytes)
  }

  /// Returns what a loader makes of `file`, by address.
  private func memory(of file: ElfFile) throws -> [UInt64: UInt8] {
    var result: [UInt64: UInt8] = [:]
    for segment in file.segments where segment.kind == ElfFile.Segment.load {
      for index in 0..<segment.memorySize {
        let isStored = index < segment.contents.count
        let byte = isStored ? file.bytes[segment.contents.lowerBound + Int(index)] : 0
        #expect(result.updateValue(byte, forKey: segment.address + index) == nil)
      }
    }
    return result
  }

  @Test func splitsOnlyWhereItPays() {
    func pieces(_ bytes: [UInt8], memory: Int) -> [BootFile.Piece] {
      let segment = ElfFile.Segment(
        kind: 1, flags: 6, contents: 0..<bytes.count, address: 4096, physicalAddress: 4096,
        memorySize: UInt64(memory))
      return BootFile.pieces(of: segment, contents: bytes[...])
    }
    func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }
    #expect(pieces([1] + zeros(56) + [2], memory: 58).count == 1)
    let split = pieces([1] + zeros(57) + [2] + zeros(9), memory: 100)
    #expect(split.map(\.addresses) == [4096..<4154, 4154..<4196])
    #expect(split.map(\.filled) == [4096..<4097, 4154..<4155])
    #expect(pieces(zeros(90), memory: 90).map(\.filled) == [4096..<4096])
    #expect(pieces([], memory: 5).map(\.addresses) == [4096..<4101])
    #expect(pieces(zeros(60) + [1], memory: 61).map(\.filled) == [4096..<4096, 4156..<4157])
  }

  @Test func needsAnEntryNote() throws {
    let source = "int main(void) { return 1; }"
    let native = ".text\n.globl boot_entry\nboot_entry: call main\n"
    let failure = try #require(throws: ImageFailure.self) {
      try Workshop().image(of: source, native: native)
    }
    #expect(failure.diagnostics.first?.message.contains("PVH note") == true)
  }
}
