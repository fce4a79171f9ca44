import Emulator
import Testing

/// Input whose bytes would mean something to the image.
struct InputEncodingTests {

  @Test func textStaysAsItIs() {
    let bytes = Array("a line\n\ttab, ä\n".utf8)
    #expect(InputEncoding(isRaw: false).encode(bytes) == bytes)
  }

  @Test func specialBytesAreQuoted() {
    #expect(
      InputEncoding(isRaw: false).encode([1, 4, 22, 22, 5]) == [1, 22, 4, 22, 22, 22, 22, 5])
  }

  @Test func keysKeepTheirMeaning() {
    #expect(InputEncoding(isRaw: true).encode([4, 22]) == [4, 22])
  }

  @Test func everyByteIsReadBack() {
    let bytes = (0..<1024).map { UInt8(truncatingIfNeeded: $0) }
    var rest = InputEncoding(isRaw: false).encode(bytes)[...]
    var decoded: [UInt8] = []
    while let byte = rest.popFirst() {
      #expect(byte != 4)
      decoded.append(byte == 22 ? rest.popFirst() ?? 0 : byte)
    }
    #expect(decoded == bytes)
  }
}
