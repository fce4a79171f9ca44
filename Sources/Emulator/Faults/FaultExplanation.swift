internal import FoundationEssentials
package import Model

/// What a fault means, in terms of the program's source.
///
/// The image knows addresses and numbers only. Beside an image `NAME.elf` or `NAME` may lie its symbols,
/// `NAME.sym`, an ELF file that also holds notes: why functions were removed, and what guards believe.
package struct FaultExplanation: Sendable {

  /// The lines for the user.
  package let text: String

  /// The explanation of `fault` in the image at `path`.
  package init(of fault: Fault, image path: String) {
    let symbols = Self.companion(of: path, suffix: ".sym")
    let source: (any SymbolSource)? = symbols.flatMap {
      Symboliser(file: $0) ?? ElfSymbols(file: $0)
    }
    let data = symbols.flatMap { try? Data(contentsOf: URL(filePath: $0)) }
    let file = data.flatMap { try? ElfFile([UInt8]($0)) }
    self.init(of: fault, image: path, symbols: source, notes: ImageNotes(symbolFile: file))
  }

  /// The explanation of `fault` in the image at `path`, with what is known of it.
  package init(
    of fault: Fault, image path: String, symbols: (any SymbolSource)?, notes imageNotes: ImageNotes
  ) {
    let frames = symbols?.frames(at: fault.instruction) ?? []
    var notes = frames.map { "in \($0)" }
    var message = Self.message(for: fault)
    var recommendation: String?
    if let number = Self.guardNumber(of: fault) {
      message = Self.message(forGuard: number, of: imageNotes)
      notes += Self.notes(forGuard: number, of: imageNotes)
      recommendation = Self.pleaseReport
    } else if fault.vector == 6, let function = frames.first?.function,
      let reason = imageNotes.reasons[function]
    {
      message = "the program called '\(function)', which was removed"
      notes.append("it was removed because \(reason)")
      recommendation = Self.pleaseReport
    }
    if symbols == nil {
      notes.append("no symbols lie beside the image, so the place has no name")
    }
    text =
      Diagnostic.error(
        at: Site(path), message, notes: notes, recommendation: recommendation
      ).description
  }

  /// What is to be done about something that cannot be.
  private static let pleaseReport = "this must not happen: please report it as a bug of specialise"

  /// The number of the guard that `fault` comes from: it says so, or an address that no pointer
  /// should have was used.
  private static func guardNumber(of fault: Fault) -> Int? {
    if let number = fault.guardNumber { return number }
    return fault.vector == 14 ? GuardedBelief.number(ofMarkerAt: fault.access) : nil
  }

  /// What it means that guard `number` of the image with `notes` fired.
  private static func message(forGuard number: Int, of notes: ImageNotes) -> String {
    guard notes.guards.indices.contains(number) else {
      return "guard \(number) fired: something that was believed is false"
    }
    let belief = notes.guards[number]
    let place = belief.site.map { "\($0), in" } ?? "in"
    return "a guard fired: \(place) '\(belief.symbol)', it was believed that \(belief.belief)"
  }

  /// What else is known of guard `number`.
  private static func notes(forGuard number: Int, of notes: ImageNotes) -> [String] {
    guard notes.guards.indices.contains(number) else { return [] }
    let belief = notes.guards[number]
    let reason = belief.reason.isEmpty ? [] : ["it was believed because \(belief.reason)"]
    return reason + ["guard \(number), from round \(belief.round) of the analysis"]
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
  static func companion(of path: String, suffix: String) -> String? {
    var stems = [path]
    let name = path.split(separator: "/").last ?? ""
    if let dot = name.lastIndex(of: "."), dot > name.startIndex {
      stems.append(String(path.dropLast(name[dot...].count)))
    }
    return stems.map { $0 + suffix }.first { FileManager.default.fileExists(atPath: $0) }
  }
}
