internal import FoundationEssentials
internal import Model

/// What a fault means, in terms of the program's source.
///
/// The image knows addresses only. Beside an image `NAME.elf` or `NAME` may lie its symbols, `NAME.sym`
/// (an ELF file), and why functions were removed, `NAME.reasons.json`.
package struct FaultExplanation: Sendable {

  /// The lines for the user.
  package let text: String

  /// The explanation of `fault` in the image at `path`.
  package init(of fault: Fault, image path: String) {
    let symbols = Self.companion(of: path, suffix: ".sym")
    let source: (any SymbolSource)? = symbols.flatMap {
      Symboliser(file: $0) ?? ElfSymbols(file: $0)
    }
    let reasons = Self.companion(of: path, suffix: ".reasons.json").map(RemovalReasons.init(file:))
    self.init(of: fault, image: path, symbols: source, reasons: reasons ?? RemovalReasons([:]))
  }

  /// The explanation of `fault` in the image at `path`, with what is known of it.
  package init(
    of fault: Fault, image path: String, symbols: (any SymbolSource)?, reasons: RemovalReasons
  ) {
    let frames = symbols?.frames(at: fault.instruction) ?? []
    var notes = frames.map { "in \($0)" }
    var message = Self.message(for: fault)
    var recommendation: String?
    if fault.vector == 6, let function = frames.first?.function,
      let reason = reasons.reason(for: function)
    {
      message = "the program called '\(function)', which was removed"
      notes.append("it was removed because \(reason)")
      recommendation = "this must not happen: please report it as a bug of specialise"
    }
    if symbols == nil {
      notes.append("no symbols lie beside the image, so the place has no name")
    }
    text =
      Diagnostic.error(
        at: Site(path), message, notes: notes, recommendation: recommendation
      ).description
  }

  /// The names of the exceptions by their numbers, as far as programs cause them.
  private static let names: [UInt64: String] = [
    0: "division by zero", 1: "debug exception", 3: "breakpoint", 4: "overflow",
    5: "bounds exceeded", 6: "invalid instruction", 7: "no floating-point unit",
    8: "double fault", 10: "invalid task segment", 11: "segment not present",
    12: "stack segment fault", 13: "general protection fault", 16: "floating-point exception",
    17: "misaligned access", 18: "machine check", 19: "vector exception",
  ]

  /// What happened, in one sentence fragment.
  private static func message(for fault: Fault) -> String {
    let place = "at 0x\(String(fault.instruction, radix: 16))"
    guard fault.vector == 14 else {
      return "\(names[fault.vector] ?? "exception \(fault.vector)") \(place)"
    }
    // The bits of the error code: page present, write, instruction fetch.
    let access = fault.code & 16 != 0 ? "executing" : fault.code & 2 != 0 ? "writing" : "reading"
    let state = fault.code & 1 != 0 ? "protected" : "unmapped"
    return
      "page fault \(place), \(access) the \(state) address 0x\(String(fault.access, radix: 16))"
  }

  /// The file beside the image at `path` that ends in `suffix`.
  private static func companion(of path: String, suffix: String) -> String? {
    var stems = [path]
    let name = path.split(separator: "/").last ?? ""
    if let dot = name.lastIndex(of: "."), dot > name.startIndex {
      stems.append(String(path.dropLast(name[dot...].count)))
    }
    return stems.map { $0 + suffix }.first { FileManager.default.fileExists(atPath: $0) }
  }
}
