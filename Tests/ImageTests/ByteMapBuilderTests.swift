import Model
import Testing

@testable import Image

@Suite struct ByteMapBuilderTests {

  /// A program with one thing of each kind.
  private static let source = """
    void put(const char *);
    __attribute__((noinline)) static int square(int x) { return x * x + 1; }
    __attribute__((noinline)) static int twin(int x) { return x * x + 1; }
    const char *names[] = {"alpha", "beta", "the gamma"};
    int zeros[64];
    int data[20] = {1};
    const int table[] = {1, 2, 3, 4, 5, 0, 0, 0};
    _Thread_local int own = 7;
    __attribute__((noinline)) double scaled(double x) { return x * 3.14159; }
    __attribute__((noinline)) int choose(int x) {
      switch (x) {
      case 1: return 77;
      case 2: put("two"); return 3;
      case 3: put("shared by two"); break;
      case 4: put("four"); return 9;
      case 5: return square(x);
      case 6: return twin(4);
      }
      return 1;
    }
    __attribute__((noinline)) int look(int x) {
      switch (x) {
      case 0: return 71; case 1: return 3; case 2: return 99;
      case 3: return -4; case 4: return 19; case 5: return 1000;
      }
      return 0;
    }
    int main(int c) {
      put(names[c & 1]); put("gamma"); put("shared by two");
      return square(c) + twin(c + 1) + choose(c) + look(c) + (int)scaled(c) + table[c]
        + data[c]++ + zeros[c]++ + own++;
    }
    """

  /// The origins of the program: `choose` is not of the application.
  private static let origins = Dictionary(
    uniqueKeysWithValues: [
      "square", "twin", "names", "zeros", "data", "table", "own", "scaled", "choose", "look",
      "main",
    ].map {
      ($0, Origin(component: $0 == "choose" ? "chooser" : "application", site: Site("main.c")))
    })

  /// The image of the program, which the tests share.
  private static let image = Result { try Workshop().image(of: source, origins: origins) }

  /// Returns the label of `symbol` and the number of its bytes, in the file or else in memory.
  private func find(
    _ symbol: String, _ kind: ByteMap.Kind = .function
  ) throws -> (label: ByteMap.Label, bytes: Int) {
    let map = try Self.image.get().map
    let found = (map.regions + map.memory).filter {
      ($0.label.symbol == symbol || $0.label.aliases.contains(symbol)) && $0.label.kind == kind
    }
    let first = try #require(found.first, "\(kind) \(symbol) is missing")
    return (first.label, found.map(\.length).reduce(0, +))
  }

  @Test func coversTheFile() throws {
    let image = try Self.image.get()
    #expect(image.map.fileSize == image.bytes.count)
    #expect(image.map.sizesByComponent.values.map(\.file).reduce(0, +) == image.bytes.count)
    #expect(!image.map.regions.contains { $0.label.kind == .unattributed })
    let kinds = Set(image.map.regions.map(\.label.kind))
    #expect(
      kinds.isSuperset(of: [
        .elfHeader, .programHeaders, .note, .function, .variable, .string, .constant, .jumpTable,
        .native, .padding,
      ]))
  }

  @Test func coversMemory() throws {
    let image = try Self.image.get()
    func loaded(_ bytes: [UInt8]) throws -> [ElfFile.Segment] {
      try ElfFile(bytes).segments.filter { $0.kind == ElfFile.Segment.load }
    }
    let held = try loaded(image.bytes).map(\.contents.count).reduce(0, +)
    let extra = try loaded(image.symbolFile).map { Int($0.memorySize) }.reduce(-held, +)
    #expect(image.map.memory.map(\.length).reduce(0, +) == extra)
    #expect(try find("zeros", .variable).bytes == 256)
    #expect(image.map.memory.contains { $0.label.kind == .reserved && $0.length == 0x2000 })
  }

  @Test func symbolsHaveTheirSizes() throws {
    let symbols = try ElfFile(try Self.image.get().symbolFile).symbols
    for name in ["main", "choose", "look", "scaled"] {
      let symbol = try #require(symbols.first { $0.name == name })
      #expect(try find(name).bytes == Int(symbol.size))
    }
    #expect(try find("data", .variable).bytes == 80)
    #expect(try find("table", .variable).bytes == 32)
    #expect(try find("own", .variable).bytes == 4)
    #expect(try find("own", .variable).label.section == ".tdata")
  }

  @Test func foldedFunctionsShareTheirBytes() throws {
    let label = try find("square").label
    #expect(Set([label.symbol ?? ""] + label.aliases) == ["square", "twin"])
  }

  @Test func tablesOfSwitchesBelongToTheirFunctions() throws {
    #expect(try find("choose", .jumpTable).label.component == "chooser")
    let values = try find("switch.table.look", .variable)
    #expect(values.label.component == "application")
    #expect(values.bytes == 24)
  }

  @Test func constantsBelongToTheirUsers() throws {
    #expect(try find("\"four\"", .string).label.component == "chooser")
    #expect(try find("\"alpha\"", .string).label.component == "application")
    #expect(try find("\"shared by two\"", .string).label.component == ByteMap.Remainder.shared)
    // "gamma" is the end of another string.
    #expect(try find("\"the gamma\"", .string).bytes == 10)
    let map = try Self.image.get().map
    #expect(!map.regions.contains { $0.label.symbol == "\"gamma\"" })
    let pi = try find("0x400921f9f01b866e", .constant)
    #expect(pi.label.component == "application")
    #expect(pi.bytes == 8)
  }

  @Test func nativeObjectsHaveTheirOrigins() throws {
    let entry = try find("boot_entry")
    #expect(entry.label.component == "arch")
    #expect(entry.label.site == Site("arch/boot.S"))
    #expect(try find("put").bytes == 1)
  }

  @Test func derivedNamesLeadToTheirOrigins() {
    let origin = Origin(component: "c", site: Site("f.c"))
    let input = ImageInput(
      program: .object([]), nativeObjects: [], script: "", origins: ["f": origin, ".str": origin])
    let table = OriginTable(input)
    for name in ["f", "f.cold", "f.llvm.12", "switch.table.f.3", ".L.str"] {
      #expect(table.origin(ofSymbol: name) == origin, "\(name)")
    }
    for name in ["OUTLINED_FUNCTION_0", ".str.7", "g.f", ".LCPI0_0"] {
      #expect(table.origin(ofSymbol: name) == nil, "\(name)")
    }
  }

  @Test func mergedConstantsAreCut() throws {
    let text = try #require(MergedConstants(sectionName: ".rodata.str1.1"))
    #expect(text.entries(in: Array("ab\0\0c\0".utf8)[...]) == [0..<3, 3..<4, 4..<6])
    #expect(text.name(of: Array("a\n\"\u{1}\0".utf8)[...]) == "\"a\\n\\\"\\x01\"")
    let wide = try #require(MergedConstants(sectionName: ".rodata.str4.4"))
    #expect(wide.entries(in: [65, 0, 0, 0, 0, 0, 0, 0][...]) == [0..<8])
    #expect(wide.name(of: [65, 0, 0, 0, 0, 0, 0, 0][...]) == "\"A\"")
    let number = try #require(MergedConstants(sectionName: ".rodata.cst4"))
    #expect(number.entries(in: [1, 0, 0, 0, 2, 0, 0, 0][...]) == [0..<4, 4..<8])
    #expect(MergedConstants(sectionName: ".rodata.stripes") == nil)
  }
}
