/// An exception that ended an image, as its last line tells it.
package struct Fault: Hashable, Sendable {

  /// The number of the exception.
  package let vector: UInt64
  /// The address of the instruction.
  package let instruction: UInt64
  /// The address whose access failed, for a page fault.
  package let access: UInt64
  /// The processor's error code.
  package let code: UInt64
  /// The number of the guard that ended the image, if it was no exception.
  package let guardNumber: Int?

  /// The fault that `line` reports: `specialise: fault VECTOR at ADDRESS address ACCESS code CODE`,
  /// or `specialise: guard NUMBER at ADDRESS`, all numbers in hexadecimal digits.
  package init?(line: String) {
    let words = line.split(whereSeparator: \.isWhitespace)
    if words.count == 5, words[0] == "specialise:", words[1] == "guard", words[3] == "at" {
      guard let number = Int(words[2], radix: 16), let address = UInt64(words[4], radix: 16) else {
        return nil
      }
      (vector, instruction, access, code) = (6, address, 0, 0)
      guardNumber = number
      return
    }
    guardNumber = nil
    guard words.count == 9, words[0] == "specialise:", words[1] == "fault", words[3] == "at",
      words[5] == "address", words[7] == "code"
    else { return nil }
    let numbers = [2, 4, 6, 8].compactMap { index -> UInt64? in
      let word = words[index]
      return UInt64(word.hasPrefix("0x") ? word.dropFirst(2) : word, radix: 16)
    }
    guard numbers.count == 4 else { return nil }
    (vector, instruction, access, code) = (numbers[0], numbers[1], numbers[2], numbers[3])
  }
}

/// Finds the report of a fault in what an image writes.
package struct FaultWatcher: Sendable {

  /// The last fault that was reported.
  package private(set) var fault: Fault?
  /// The end of the line that is being written, at least as much as a report may be long.
  private var line: [UInt8] = []

  /// The longest report.
  private static let longestReport = 120
  /// What a report begins with; a program may have left a line unfinished before it.
  private static let beginning = Array("specialise:".utf8)

  /// A watcher that has seen nothing.
  package init() {}

  /// Looks at the next `bytes` of the output.
  package mutating func watch(_ bytes: [UInt8]) {
    for byte in bytes {
      if byte == 0x0A {
        finishLine()
      } else {
        if line.count == 2 * Self.longestReport { line.removeFirst(Self.longestReport) }
        line.append(byte)
      }
    }
  }

  /// Takes the end of the line for a report if it is one.
  private mutating func finishLine() {
    if let start = line.lastRange(of: Self.beginning)?.lowerBound {
      fault = Fault(line: String(decoding: line[start...], as: UTF8.self)) ?? fault
    }
    line.removeAll(keepingCapacity: true)
  }
}

extension [UInt8] {

  /// The last place where `part` stands.
  fileprivate func lastRange(of part: [UInt8]) -> Range<Int>? {
    guard count >= part.count else { return nil }
    for start in (0...count - part.count).reversed() where self[start...].starts(with: part) {
      return start..<start + part.count
    }
    return nil
  }
}
