import Emulator
import Model
import TestSupport
import Testing

/// Finding and explaining faults.
struct FaultTests {

  @Test func reportsAreRead() throws {
    let fault = try #require(
      Fault(line: "specialise: fault e at 101234 address ffff800000000000 code 2\r"))
    #expect(fault.vector == 14)
    #expect(fault.instruction == 0x101234)
    #expect(fault.access == 0xffff_8000_0000_0000)
    #expect(fault.code == 2)
    #expect(Fault(line: "specialise: fault 0xe at 0x10 address 0x0 code 0x0")?.instruction == 16)
  }

  @Test(arguments: [
    "", "specialise: fault", "specialise: fault e at x address 0 code 0",
    "specialise: out of memory", "xspecialise: fault e at 1 address 0 code 0",
  ])
  func otherLinesAreNoReports(line: String) {
    #expect(Fault(line: line) == nil)
  }

  @Test func reportsAreFoundInAnyPieces() {
    let text =
      "hello\n" + String(repeating: "x", count: 1000)
      + "\nspecialise: fault 6 at 1234 address 0 code 0\nend"
    for size in [1, 2, 7, 4096] {
      var watcher = FaultWatcher()
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        watcher.watch(Array(rest.prefix(size)))
        rest = rest.dropFirst(size)
      }
      #expect(watcher.fault?.instruction == 0x1234)
    }
  }

  @Test(arguments: [0, 1, 119, 120, 121, 239, 240, 241, 1000])
  func reportsAreFoundBehindUnfinishedLines(length: Int) {
    var watcher = FaultWatcher()
    let unfinished = String(repeating: "x", count: length)
    watcher.watch(Array("\(unfinished)specialise: guard d2b at 10190f\n".utf8))
    #expect(watcher.fault?.guardNumber == 0xd2b)
    #expect(watcher.fault?.instruction == 0x10190f)
  }

  /// Symbols as a test wants them.
  struct Symbols: SymbolSource {
    /// What stands at each address.
    let places: [UInt64: [SymbolFrame]]

    /// What stands at `address`.
    func frames(at address: UInt64) -> [SymbolFrame] { places[address] ?? [] }
  }

  /// The explanation of the report `line`.
  private func explain(
    _ line: String, reasons: [String: String] = [:], guards: [GuardedBelief] = []
  ) throws -> String {
    let symbols = Symbols(places: [
      0x1000: [
        SymbolFrame(function: "inner", file: "a.c", line: 7), SymbolFrame(function: "outer"),
      ]
    ])
    return FaultExplanation(
      of: try #require(Fault(line: line)), image: "app.elf", symbols: symbols,
      notes: ImageNotes(reasons: reasons, guards: guards)
    ).text
  }

  @Test func pageFault() throws {
    let text = try explain("specialise: fault e at 1000 address 8 code 2")
    #expect(text.contains("page fault at 0x1000, writing the unmapped address 0x8"))
    #expect(text.contains("in inner (a.c:7)"))
    #expect(text.contains("in outer"))
    let protected = try explain("specialise: fault e at 1000 address 2000 code 11")
    #expect(protected.contains("executing the protected address 0x2000"))
  }

  @Test func removedFunction() throws {
    let line = "specialise: fault 6 at 1000 address 0 code 0"
    let text = try explain(line, reasons: ["inner": "nothing calls it"])
    #expect(text.contains("the program called 'inner', which was removed"))
    #expect(text.contains("it was removed because nothing calls it"))
    #expect(try explain(line).contains("invalid instruction at 0x1000"))
  }

  @Test func guardsSayWhatWasBelieved() throws {
    let belief = GuardedBelief(
      round: 2, symbol: "poll", site: Site("dev.c", line: 41),
      belief: "what is read here is always 0", reason: "nothing that runs stores there")
    let text = try explain("specialise: guard 0 at 1000", guards: [belief])
    #expect(
      text.contains("dev.c:41, in 'poll', it was believed that what is read here is always 0"))
    #expect(text.contains("it was believed because nothing that runs stores there"))
    #expect(text.contains("guard 0, from round 2"))
    #expect(text.contains("in inner (a.c:7)"))
    #expect(try explain("specialise: guard 1f at 1000").contains("guard 31 fired"))
  }

  @Test func pointersThatNothingReadsTellTheirGuard() throws {
    let beliefs = (0..<3).map {
      GuardedBelief(round: 0, symbol: "t\($0)", site: nil, belief: "b\($0)", reason: "")
    }
    for (number, offset) in [(0, 0), (1, 8), (1, -16), (2, 4096)] {
      let address = Int(GuardedBelief.marker(for: number)) + offset
      let line = "specialise: fault e at 1000 address \(String(address, radix: 16)) code 0"
      #expect(try explain(line, guards: beliefs).contains("in 't\(number)'"))
    }
    #expect(!(try explain("specialise: fault e at 1000 address 8 code 0")).contains("guard"))
  }

  @Test func companionsOfAnImage() throws {
    let folder = try TemporaryFolder()
    let kernel = try TemporaryFolder.bytes(at: TestKernel.path)
    let fault = try #require(Fault(line: "specialise: fault 6 at 200000 address 0 code 0"))
    /// The explanation with what lies beside the image.
    func text() -> String { FaultExplanation(of: fault, image: "\(folder.path)/app.elf").text }
    #expect(text().contains("no symbols lie beside the image"))
    try folder.write(kernel, to: "app.elf.sym")
    #expect(text().contains("in culprit (") && text().contains("kernel.S:"))
    try folder.write(ImageNotes(reasons: ["culprit": "no one calls"]).bytes, to: "notes")
    let words = [
      "llvm-objcopy-22", "--add-section", "\(ImageNotes.section)=\(folder.path)/notes",
      "\(folder.path)/app.elf.sym",
    ]
    #expect(try Command.run("/usr/bin/env", words, in: folder).status == 0)
    #expect(text().contains("'culprit', which was removed"))
    try folder.write("damaged", to: "app.elf.sym")
    #expect(text().contains("invalid instruction"))
  }
}
