/// The hash function SHA-256 (FIPS 180-4), to say which file a report is about.
package enum SHA256 {

  /// Returns the hash of `bytes` in hexadecimal digits.
  package static func hexadecimalDigest(of bytes: [UInt8]) -> String {
    digest(of: bytes).map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Returns the eight words of the hash of `bytes`.
  private static func digest(of bytes: [UInt8]) -> [UInt32] {
    var state = squareRoots
    let whole = bytes.count / 64 * 64
    bytes.withUnsafeBufferPointer { buffer in
      for start in stride(from: 0, to: whole, by: 64) {
        mix(UnsafeBufferPointer(rebasing: buffer[start..<start + 64]), into: &state)
      }
    }
    // The rest, a one bit, zeros, and the length in bits, most significant byte first.
    var tail = Array(bytes[whole...]) + [0x80]
    while tail.count % 64 != 56 { tail.append(0) }
    let bits = UInt64(bytes.count) * 8
    tail += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
    tail.withUnsafeBufferPointer { buffer in
      for start in stride(from: 0, to: buffer.count, by: 64) {
        mix(UnsafeBufferPointer(rebasing: buffer[start..<start + 64]), into: &state)
      }
    }
    return state
  }

  /// Mixes a block of 64 bytes into `state`.
  private static func mix(_ block: UnsafeBufferPointer<UInt8>, into state: inout [UInt32]) {
    var words = [UInt32](repeating: 0, count: 64)
    for index in 0..<16 {
      words[index] = (0..<4).reduce(0) { $0 << 8 | UInt32(block[4 * index + $1]) }
    }
    for index in 16..<64 {
      let (early, late) = (words[index - 15], words[index - 2])
      let low = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
      let high = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
      words[index] = words[index - 16] &+ low &+ words[index - 7] &+ high
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let first = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let choice = (e & f) ^ (~e & g)
      let sum = h &+ first &+ choice &+ cubeRoots[index] &+ words[index]
      let second = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      let majority = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e) = (g, f, e, d &+ sum)
      (d, c, b, a) = (c, b, a, sum &+ second &+ majority)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }

  /// Returns `word` rotated right by `count` bits.
  private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  /// The first 64 prime numbers.
  private static let primes: [UInt64] = {
    var result: [UInt64] = []
    for candidate in UInt64(2)... where !result.contains(where: { candidate % $0 == 0 }) {
      result.append(candidate)
      if result.count == 64 { break }
    }
    return result
  }()

  /// The first 32 bits behind the point of the square roots of the first 8 primes.
  private static let squareRoots = primes.prefix(8).map { root(of: $0, power: 2) }
  /// The first 32 bits behind the point of the cube roots of the first 64 primes.
  private static let cubeRoots = primes.map { root(of: $0, power: 3) }

  /// Returns the first 32 bits behind the point of the root of `number`, found bit by bit.
  private static func root(of number: UInt64, power: Int) -> UInt32 {
    var root: UInt64 = 0
    for bit in (0..<38).reversed() {
      let trial = root | 1 << UInt64(bit)
      // The trial has 32 bits behind the point, its power 32 for each factor.
      let product = (1..<power).reduce(UInt128(trial)) { result, _ in result * UInt128(trial) }
      if product <= UInt128(number) << UInt128(32 * power) { root = trial }
    }
    return UInt32(truncatingIfNeeded: root)
  }
}
