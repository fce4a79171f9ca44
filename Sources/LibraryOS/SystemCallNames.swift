internal import Foundation

/// The names of Linux's system calls by number, from the C library's headers.
package struct SystemCallNames: Sendable {

  /// The names by number.
  private let names: [Int: String]

  /// The names in the headers of `installation`; without headers, none.
  package init(of installation: Installation) {
    let path = "\(installation.headers)/bits/syscall.h"
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    self.init(header: text)
  }

  /// The names in the text of `bits/syscall.h`: lines such as `#define __NR_read 0`.
  package init(header text: String) {
    var names: [Int: String] = [:]
    for line in text.split(separator: "\n") {
      let words = line.split { $0 == " " || $0 == "\t" }
      guard words.count == 3, words[0] == "#define", let number = Int(words[2]) else { continue }
      guard words[1].hasPrefix("__NR_"), names[number] == nil else { continue }
      names[number] = String(words[1].dropFirst("__NR_".count))
    }
    self.names = names
  }

  /// The name of `number`, or the number itself if it has none.
  package subscript(number: Int) -> String {
    names[number] ?? "number \(number)"
  }

  /// All numbers that have a name, in order.
  package var numbers: [Int] { names.keys.sorted() }
}
