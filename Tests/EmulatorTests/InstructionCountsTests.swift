import Model
import Testing

@testable import Emulator

/// From addresses to functions.
@Suite struct InstructionCountsTests {

  @Test func eachInstructionCountsForItsFunction() {
    let symbols = ElfSymbols([
      .init(name: "first", start: 0x100, size: 0x10),
      .init(name: "second.5", start: 0x110, size: 0),
      .init(name: "third", start: 0x200, size: 4),
    ])
    let counts = """
      1000
      ff 900
      100 3
      10f 4
      110 5
      1f0 6
      203 7
      204 800
      nonsense
      """
    let profile = InstructionCounts.profile(of: counts, symbols: symbols)
    #expect(profile.counts == ["first": 7, "second": 11, "third": 7])
  }
}
