import Engine
import Model

/// What the analysis knows of a program, as plain arrays with integer ids.
struct Facts: Sendable {

  /// One end of a reference, with the place that makes it.
  struct Reference: Sendable {
    /// What is referred to.
    let target: Symbol.ID
    /// Where, as an index into `Facts.sites`; negative if it is not known.
    let site: Int32
  }

  /// Which bytes of a variable an access can read.
  enum Access: Hashable, Sendable {
    /// None: the address is only compared, or written through.
    case none
    /// The bytes from `offset`, `size` of them.
    case bytes(offset: Int, size: Int)
    /// As `bytes`, and again at each multiple of `stride` from there.
    case strided(offset: Int, size: Int, stride: Int)
    /// Any byte: the address goes where it cannot be followed.
    case all
  }

  /// A use of a variable.
  struct Use: Sendable {
    /// The variable.
    let variable: Symbol.ID
    /// What is read of it.
    let access: Access
    /// Where, as an index into `Facts.sites`.
    let site: Int32
  }

  /// An indirect call.
  struct IndirectCall: Sendable {
    /// The index of its shape in `Facts.shapes`.
    let shape: Int32
    /// Where, as an index into `Facts.sites`.
    let site: Int32
  }

  /// What a function does once it is live.
  struct Body: Sendable {
    /// The functions that it calls by name.
    var calls: [Reference] = []
    /// The functions whose addresses it takes.
    var addresses: [Reference] = []
    /// The functions that code outside the module can call because this one is live.
    var escapes: [Reference] = []
    /// The variables that it uses.
    var uses: [Use] = []
    /// The calls through pointers.
    var indirectCalls: [IndirectCall] = []
    /// The first place that hands memory to code that cannot be seen, if there is one.
    var handsOverMemory: Int32?
  }

  /// A pointer in the initialiser of a variable.
  struct Slot: Sendable {
    /// Its place in the variable, in bytes.
    let offset: Int
    /// What it points to.
    let target: Symbol.ID
  }

  /// The body of each symbol; empty for variables and declarations.
  var bodies: [Body] = []
  /// The slots of each symbol, in the order of their offsets; empty for functions.
  var slots: [[Slot]] = []
  /// For each symbol, the index in `shapes` of what it takes; -1 if it is no function.
  var shapeOfFunction: [Int32] = []
  /// The shapes.
  var shapes: [CallShape] = []
  /// The places.
  var sites: [Site] = []
  /// The symbols that are live from the start.
  var roots: [Symbol.ID] = []
  /// `true` iff foreign code may call any function whose address is taken, from the start.
  var foreignCodeCalls = false
}
