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

  /// The kernel with a loop in front that adds the numbers of a table with many zeros, which gives 256.
  private static let sparseKernel = kernel.replacing(
    "  movl number, %eax\n",
    with: """
        xorl %eax, %eax
        movl $table, %ecx
      2: addl (%ecx), %eax
        addl $8, %ecx
        cmpl $table_end, %ecx
        jb 2b
        addl number, %eax

      """
  ).replacing(
    ".data\n",
    with: """
      .data
      table:
        .rept 63
        .quad 2
        .quad 0
        .endr
        .quad 128
        .quad 2
      table_end:

      """)

  /// Returns the image of the kernel.
  private func image() throws -> BootImage {
    try Workshop().image(of: "int unused(void) { return 1; }", native: Self.kernel)
  }

  /// Returns the image of the kernel with a table that is packed, or may not be.
  private func sparseImage(mayPack: Bool = true) throws -> BootImage {
    try Workshop().image(
      of: "int unused(void) { return 1; }", native: Self.sparseKernel, mayPack: mayPack)
  }

  @Test(arguments: ["microvm", "pc", "q35"])
  func boots(machine: String) throws {
    try expectStatus(of: try image(), on: machine)
  }

  @Test(arguments: ["microvm", "pc", "q35"])
  func bootsWithPackedData(machine: String) throws {
    let image = try sparseImage()
    #expect(image.map.regions.contains { $0.label.symbol == "unpack" })
    try expectStatus(of: image, on: machine)
  }

  /// Expects that `image` ends `machine` with the status of the kernel.
  private func expectStatus(of image: BootImage, on machine: String) throws {
    let workshop = try Workshop()
    try Data(image.bytes).write(to: URL(fileURLWithPath: workshop.path + "/kernel"))
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
    #expect(linked.allSatisfy { packed[$0.key] == $0.value })
    // What lies between segments is filled as well.
    #expect(packed.filter { linked[$0.key] == nil }.allSatisfy { $0.value == 0 })
    #expect(try ElfFile(image.bytes).entry == ElfFile(image.symbolFile).entry)
    #expect(packed.count == image.memoryBytes)
  }

  @Test func packsOnlyWhereItPays() throws {
    let (packed, plain) = (try sparseImage(), try sparseImage(mayPack: false))
    // Of 65 entries of 8 bytes each in the table, two or three are left, and code for them comes.
    #expect(packed.bytes.count < plain.bytes.count - 600)
    #expect(packed.memoryBytes == plain.memoryBytes)
    let file = try ElfFile(packed.bytes)
    let (load, note) = (
      file.segments.filter { $0.kind == 1 }, file.segments.filter { $0.kind == 4 }
    )
    #expect(file.entry == load[0].address)
    #expect(file.bytes[note[0].contents].suffix(4).elementsEqual(littleEndian(file.entry)))
    // A program without data is not worth the code that unpacks.
    let source = "int main(void) { return 1; }"
    let small = try Workshop().image(of: source, mayPack: true)
    let without = try Workshop().image(of: source)
    // But for what aligns the text behind it.
    #expect(small.bytes.count < without.bytes.count + 16)
    #expect(!(small.map.regions + small.map.memory).contains { $0.label.symbol == "unpack" })
  }

  @Test func thePackedFileIsMapped() throws {
    let (packed, plain) = (try sparseImage().map, try sparseImage(mayPack: false).map)
    func bytes(_ map: ByteMap) -> Int {
      map.regions.filter { $0.label.symbol == "table" }.map(\.length).reduce(0, +)
    }
    #expect(bytes(plain) == 65 * 16 - 16)
    // The block's address, and a token and a byte for each number that is not zero.
    #expect(bytes(packed) == 4 + 65 * 2)
    #expect(!packed.regions.contains { $0.label.kind == .unattributed })
  }

  @Test func unpackingGivesTheLinkedMemory() throws {
    let image = try sparseImage()
    let file = try ElfFile(image.bytes)
    let linked = try ElfFile(image.symbolFile)
    var found = try memory(of: file)
    let last = try #require(file.segments.last { $0.kind == ElfFile.Segment.load })
    #expect(linked.symbols.contains { $0.name == "__image_end" && $0.value == last.address })
    try unpack(file.bytes[last.contents], into: &found)
    for address in last.address..<last.address + last.memorySize { found[address] = nil }
    // The note for the loader tells another entry.
    let note = try #require(linked.segments.first { $0.kind == ElfFile.Segment.note })
    let noted = note.address..<note.address + note.memorySize
    let expected = try memory(of: linked).filter { !noted.contains($0.key) }
    for address in noted { found[address] = nil }
    #expect(expected.allSatisfy { found[$0.key] == $0.value })
    #expect(found.filter { expected[$0.key] == nil }.allSatisfy { $0.value == 0 })
  }

  /// Does what the code that unpacks does with `stream`.
  private func unpack(_ stream: ArraySlice<UInt8>, into memory: inout [UInt64: UInt8]) throws {
    var rest = stream
    while true {
      var address = rest.prefix(4).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      rest = rest.dropFirst(4)
      if address == 0 { break }
      while let token = rest.popFirst(), token != 0 {
        address += UInt64(token >> 4)
        for _ in 0..<token & 15 {
          let next = rest.popFirst()
          let byte = try #require(next)
          #expect(memory.updateValue(byte, forKey: address) == 0)
          address += 1
        }
      }
    }
    #expect(rest.isEmpty)
  }

  /// Returns the four bytes of `number`, lowest first.
  private func littleEndian(_ number: UInt64) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
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

  @Test func needsAnEntryNote() throws {
    let source = "int main(void) { return 1; }"
    let native = ".text\n.globl boot_entry\nboot_entry: call main\n"
    let failure = try #require(throws: ImageFailure.self) {
      try Workshop().image(of: source, native: native)
    }
    #expect(failure.diagnostics.first?.message.contains("PVH note") == true)
  }
}
