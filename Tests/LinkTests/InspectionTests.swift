import LLVM
import Link
import Model
import StageTestSupport
import TestSupport
import Testing

/// What an inspector says of a unit.
@Suite struct InspectionTests {

  /// Returns the messages about `bytes`.
  private func inspect(_ bytes: [UInt8]) throws -> [String] {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "unit")
    let request = InspectionRequest(
      name: "unit", file: "\(folder.path)/unit", range: 0..<bytes.count)
    return try DirectInspector().inspect(request).map(\.message)
  }

  /// The bitcode of the module `text`.
  private func bitcode(_ text: String) throws -> [UInt8] {
    let workshop = try LinkWorkshop()
    return try TemporaryFolder.bytes(at: try workshop.add(text, named: "unit.ll"))
  }

  @Test func goodUnit() throws {
    #expect(try inspect(try bitcode("define i32 @main() {\n ret i32 0\n}\n")) == [])
  }

  @Test func everyTruncation() throws {
    let good = try bitcode("define i32 @main() {\n ret i32 0\n}\n")
    for count in stride(from: 4, to: good.count, by: 61) {
      let messages = try inspect(Array(good[..<count]))
      #expect(messages.count == 1, "\(count) bytes")
      #expect(messages.first?.contains("truncated") == true, "\(count) bytes: \(messages)")
    }
  }

  @Test func unknownBundle() throws {
    let text = """
      declare void @f()
      define i32 @main() {
        call void @f() [ "kcfh"(i32 5) ]
        ret i32 0
      }
      """
    let messages = try inspect(try bitcode(text))
    #expect(messages == ["not valid: damaged bitcode, which breaks the rules of LLVM"])
  }

  @Test func machineCode() throws {
    let workshop = try LinkWorkshop()
    let object = try TemporaryFolder.bytes(
      at: try workshop.add(".globl f\nf: ret\n", named: "f.s"))
    #expect(try inspect(object) == [])
    #expect(try inspect(Array(object[..<(object.count / 2)])).first?.contains("damaged") == true)
  }
}
