import Model
import Testing

@testable import Image

@Suite struct ElfFileTests {

  /// A linked program and its object.
  private static let samples = Result {
    let workshop = try Workshop()
    let source = "int table[3] = {1, 2}; int main(int n) { return table[n]; }"
    let object = try contents(ofFile: try workshop.compile(source, as: "sample.c"))
    return (object: object, linked: try workshop.image(of: source))
  }

  @Test func readsAnObject() throws {
    let file = try ElfFile(try Self.samples.get().object)
    #expect(file.purpose == .relocatable)
    #expect(file.machine == 62)
    #expect(file.segments.isEmpty)
    let main = try #require(file.symbols.first { $0.name == "main" })
    #expect(main.kind == .function)
    #expect(main.isGlobal)
    #expect(file.sections[try #require(main.section)].name == ".text.main")
    let table = try #require(file.sections.first { $0.name == ".rela.text.main" })
    let relocations = try file.relocations(in: table)
    #expect(relocations.contains { file.symbols[$0.symbol].name == "table" })
  }

  @Test func readsALinkedProgram() throws {
    let file = try ElfFile(try Self.samples.get().linked.symbolFile)
    #expect(file.purpose == .executable)
    let entry = try #require(file.symbols.first { $0.name == "boot_entry" })
    #expect(file.entry == entry.value)
    #expect(file.segments.contains { $0.kind == ElfFile.Segment.load && $0.flags == 5 })
  }

  @Test func everyTruncationIsAnErrorOrAFile() throws {
    for bytes in try [Self.samples.get().object, Self.samples.get().linked.bytes] {
      for length in 0..<bytes.count {
        if let file = try? ElfFile(Array(bytes[..<length])) { use(file) }
      }
      #expect(throws: ElfFile.Flaw.self) { try ElfFile(Array(bytes[..<63])) }
    }
  }

  @Test func everyChangedByteIsAnErrorOrAFile() throws {
    for bytes in try [Self.samples.get().object, Self.samples.get().linked.symbolFile] {
      // All bytes of the headers at both ends, and samples of what is between.
      let places = (0..<64).map { $0 } + stride(from: 64, to: bytes.count, by: 7)
      for place in places {
        for change: UInt8 in [0xff, 0x80, 0x01] {
          var changed = bytes
          changed[place] ^= change
          if let file = try? ElfFile(changed) { use(file) }
        }
      }
    }
  }

  @Test func everyRandomHeaderIsAnErrorOrAFile() throws {
    let object = try Self.samples.get().object
    for _ in 0..<2000 {
      var changed = object
      for _ in 0..<8 {
        changed[Int.random(in: 16..<64)] = UInt8.random(in: 0...255)
        changed[Int.random(in: 0..<changed.count)] = [0, 0xff, 0x7f].randomElement()!
      }
      if let file = try? ElfFile(changed) { use(file) }
    }
  }

  /// Asks `file` for everything that it can tell.
  private func use(_ file: ElfFile) {
    for section in file.sections { _ = try? file.relocations(in: section) }
    for segment in file.segments { _ = file.bytes(at: segment.address, count: 4) }
    _ = file.bytes(at: .max, count: .max)
    _ = try? BootFile(from: file)
  }
}
