package import Model

extension SizeReport {

  /// The file that boots.
  package struct Image: Codable, Hashable, Sendable {

    /// The name of the file, without its folder.
    package let name: String
    /// The size of the file.
    package let bytes: Int
    /// The bytes of memory from the first address of the image to its last.
    package let memoryBytes: Int
  }

  /// A file that the user gave.
  package struct Input: Codable, Hashable, Sendable {

    /// The path as it was given; only its last part if it starts at the root.
    package let name: String
    /// The size of the file.
    package let bytes: Int
    /// The SHA-256 of the contents, in hexadecimal digits.
    package let sha256: String

    /// The input `path` with `contents`.
    package init(path: String, contents: [UInt8]) {
      name = path.hasPrefix("/") ? SizeReport.lastPart(of: path) : path
      bytes = contents.count
      sha256 = SHA256.hexadecimalDigest(of: contents)
    }
  }

  /// A way to make the program, each a column of the size table.
  package enum Column: String, CaseIterable, Codable, Hashable, Sendable {
    /// All of the application and of the library OS.
    case everything
    /// What a linker takes out of archives.
    case linked
    /// What LLVM's link-time optimisation leaves.
    case lto
    /// What this tool leaves.
    case specialised
  }

  /// The sizes of a component in each column that was measured.
  package struct ComponentSizes: Codable, Hashable, Sendable {

    /// The name of the component, or of a remainder in parentheses.
    package let component: String
    /// The component's title, if it has a description.
    package let title: String?
    /// What the component does, if it has a description.
    package let summary: String?
    /// Its size in the column `everything`.
    package let everything: PartSizes?
    /// Its size in the column `linked`.
    package let linked: PartSizes?
    /// Its size in the column `lto`.
    package let lto: PartSizes?
    /// Its size in the image.
    package let specialised: PartSizes

    /// The sizes in `column`, if it was measured.
    package subscript(column: Column) -> PartSizes? {
      switch column {
      case .everything: everything
      case .linked: linked
      case .lto: lto
      case .specialised: specialised
      }
    }
  }

  /// The size of a symbol.
  package struct SymbolSize: Codable, Hashable, Sendable {

    /// The name, or the text of a string constant in quotes.
    package let symbol: String
    /// The component that the symbol belongs to.
    package let component: String
    /// What the symbol stands for.
    package let kind: ByteMap.Kind
    /// The part of the image that the symbol stands in.
    package let part: ByteMap.Part
    /// The bytes in the file.
    package let bytes: Int
    /// The bytes that only memory has.
    package let memoryOnlyBytes: Int
    /// Other symbols that share the bytes.
    package let aliases: [String]
    /// Where the symbol is defined.
    package let site: Site?
  }

  /// Why a symbol stays: the step to it from a symbol nearer to a root.
  package struct Explanation: Codable, Hashable, Sendable {

    /// The symbol.
    package let symbol: String
    /// The kind of the step, e.g. `call`.
    package let step: String
    /// The symbol that refers to this one, unless this one is a root.
    package let from: String?
    /// Where it does.
    package let site: Site?
    /// The function whose indirect call or read completes the step, if it takes two halves.
    package let with: String?
    /// Where that one stands.
    package let withSite: Site?
    /// What that one does, as a kind of step: `use` for reading, `call`, `escape`.
    package let withStep: String?
    /// Where in `from` the pointer stands, in bytes, for a slot.
    package let offset: Int?
    /// The function whose indirect call then reaches the symbol, if the step takes three halves.
    package let caller: String?
    /// Where that one stands.
    package let callSite: Site?

    /// The explanation with the given parts.
    package init(
      symbol: String, step: String, from: String?, site: Site? = nil, with: String? = nil,
      withSite: Site? = nil, withStep: String? = nil, offset: Int? = nil, caller: String? = nil,
      callSite: Site? = nil
    ) {
      self.symbol = symbol
      self.step = step
      self.from = from
      self.site = site
      self.with = with
      self.withSite = withSite
      self.withStep = withStep
      self.offset = offset
      self.caller = caller
      self.callSite = callSite
    }
  }

  /// How often a stage did something.
  package struct DecisionCount: Codable, Hashable, Sendable {

    /// The stage.
    package let stage: String
    /// What it did.
    package let verdict: Decision.Verdict
    /// How often.
    package let count: Int
  }

  /// A system call that the program can make.
  package struct SystemCall: Codable, Hashable, Sendable {

    /// The number, or none if any number can arrive.
    package let number: Int?
    /// The name of the call.
    package let name: String
    /// The function that serves the call, or none if the answer is always `ENOSYS`.
    package let handler: String?
    /// Where the call is made.
    package let callers: [Caller]
    /// If no function serves the call: the nearest places in the program that lead to it, if any.
    package let users: [Caller]?

    /// A place that makes a system call.
    package struct Caller: Codable, Hashable, Sendable {

      /// The function.
      package let symbol: String
      /// The place in its source.
      package let site: Site?

      /// The call in `symbol` at `site`.
      package init(symbol: String, site: Site?) {
        self.symbol = symbol
        self.site = site
      }
    }

    /// The call `number` with the given parts; the order of `callers` and `users` does not matter.
    package init(
      number: Int?, name: String, handler: String?, callers: [Caller], users: [Caller] = []
    ) {
      /// `true` iff `left` stands before `right`.
      func precedes(_ left: Caller, _ right: Caller) -> Bool {
        (left.symbol, left.site?.description ?? "") < (right.symbol, right.site?.description ?? "")
      }
      self.number = number
      self.name = name
      self.handler = handler
      self.callers = callers.sorted(by: precedes)
      self.users = users.isEmpty ? nil : users.sorted(by: precedes)
    }
  }

  /// What a run took.
  package struct Run: Codable, Hashable, Sendable {

    /// The stages in their order.
    package let stages: [StageCost]

    /// A run with the costs `stages`.
    package init(stages: [StageCost]) {
      self.stages = stages
    }
  }

  /// What a stage took.
  package struct StageCost: Codable, Hashable, Sendable {

    /// The stage.
    package let stage: String
    /// The time in milliseconds, of all rounds together.
    package let milliseconds: Int
    /// The largest resident size of the process until the stage ended, in bytes.
    package let peakBytes: Int
    /// How often the stage ran.
    package let rounds: Int

    /// The cost of `stage` with the given parts.
    package init(stage: String, milliseconds: Int, peakBytes: Int, rounds: Int = 1) {
      self.stage = stage
      self.milliseconds = milliseconds
      self.peakBytes = peakBytes
      self.rounds = rounds
    }
  }
}
