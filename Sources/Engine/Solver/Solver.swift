/// The closed-world fixpoint: what can run, what values can be, and what pointers can point to.
///
/// What it computes: the least solution of one system of monotone rules over `Code`. Executable
/// blocks (conditional constant propagation, Wegman and Zadeck 1991, across functions), numbers
/// (known bits and intervals), points-to sets by object and byte offset (inclusion-based, Andersen
/// 1994), the contents of memory, and the call graph grow together, from nothing: only what can run
/// contributes (predicate edges, as in SkipFlow, CGO 2025).
/// Why that is sound: each rule adds whatever the machine could do next, given what was added
/// before; the program is closed, and what is not followed (`Code.Constant.unknown`, foreign code)
/// is taken to read, write and call everything that escapes to it.
/// What it cannot see: relations between values, the order of writes, contexts of calls.
/// What it assumes: the language's rules on objects (no access beyond an object's ends, no pointer
/// made of anything but a pointer's own bytes, of integers computed from it, or of its decimal digits),
/// and the effective types, where the front end vouches for them. Memory whose address never escapes is written by
/// the program alone, also where its accesses are volatile.
/// Cost: near-linear; intervals are widened, patterns of access are bounded.
package final class Solver {

  /// The program.
  package let code: Code
  /// The objects: those of the program, and those made on the way.
  package internal(set) var objects: [Code.Object]
  /// The sets of targets.
  var sets: TargetSets
  /// The sets of constants.
  var constants = ConstantSets()
  /// What each node may be.
  package internal(set) var values: [AbstractValue]
  /// What else is kept of each node, and one more.
  var records: [NodeRecord]
  /// The contents of objects.
  var memory: Memory
  /// Which accesses cannot meet.
  var aliasing: TypeAliasing

  /// For each block, up to where it can run: one past the last instruction, or -1 if it cannot.
  package internal(set) var progress: [Int32]
  /// `true` for each slot of phis whose edge can be taken.
  var isSlotLive: [Bool]
  /// `true` for each edge that can be taken.
  package internal(set) var isEdgeLive: [Bool]
  /// `true` for each function that can run.
  package internal(set) var isLive: [Bool]
  /// `true` for each function that can return.
  var returns: [Bool]
  /// The calls that reach each function.
  var callers: [[Code.StepID]]
  /// `true` for each function whose address went where it is not followed.
  var isFunctionEscaped: [Bool]
  /// Such functions that no call that is not followed reaches yet.
  var waiting: [Code.FunctionID] = []
  /// The shapes of calls to where it is not followed, with the first call of each.
  var unknownCalls: [CallShape: Code.StepID] = [:]
  /// The first instruction that lets foreign code call back.
  var callback: Code.StepID?

  /// The instructions to look at again that do not touch memory.
  private var pending: Worklist
  /// The instructions to look at again that do: only once their addresses are settled, since each
  /// pattern of bytes that is met on the way there would stay.
  private var pendingAccesses = Queue<Code.StepID>()
  /// What stands of each instruction.
  private var standing: [StepStanding]
  /// The instructions that use nodes, one node's after the other's.
  private let uses: [Code.StepID]

  /// How many times a value grew.
  package private(set) var changes = 0

  /// What functions that interpret constant texts can do.
  var texts: TextFindings
  /// What walks need to know of functions.
  let outlines: WalkOutlines
  /// How many steps walks may still take.
  var walkBudget: Int

  /// What each call, load or store has been connected to.
  var links: LinkTable
  /// The object that each allocating call makes.
  var madeObjects: [Code.StepID: ObjectID] = [:]
  /// Why functions are live, objects used, and slots read.
  package internal(set) var causes: Causes
  /// Pairs of views and those that read them again, or of views that are copied to each other.
  var connections = NumberTable()
  /// The sets of targets that calls which read bytes last did at their operands.
  var readSets = NumberTable()
  /// Pairs of views and calls that watch them.
  var watches = NumberTable()
  /// What sets become that are moved.
  var moves = NumberTable()
  /// The distances that they are moved by.
  var moveDistances = DistanceTable()
  /// What sets are without what object 0 stands for, with the number of objects that had escaped when
  /// that was worked out.
  private var condensedSets: [(epoch: Int32, set: TargetSets.ID)] = []
  /// `true` for each constant node of which it is not noted yet that it is used.
  var isUnnoted: [Bool]
  /// How deep the copies of copies are that are being connected.
  var copyDepth = 0
  /// The instruction that is being looked at, or -1.
  var current: Code.StepID = -1
  /// The object whose escape is being followed up, or -1.
  var spreading: ObjectID = -1
  /// What let each object escape.
  package internal(set) var escapeCauses: [ObjectID: (step: Code.StepID, holder: ObjectID)] = [:]
  /// What escaped, in the order in which it was found.
  package internal(set) var escapeOrder: [ObjectID] = []
  /// The instructions that take something away from what may be a pointer.
  var distances: [Code.StepID] = []
  /// The same, to look one up.
  var isDistance: Set<Code.StepID> = []
  /// Pointers of which a text was made.
  var digits = Digits()
  /// Where what may be anything came from, if that is asked for.
  package var provenance: Provenance?
  /// `true` iff any memory may be executed.
  package var executesData: Bool
  /// `true` for each object in which anything may stand at any time.
  var isOpaque: [Bool]
  /// `true` for each set of which every target has escaped, as far as there are such.
  var areEscaped: [Bool] = []
  /// Objects whose escape has not been followed up.
  var escaping: [ObjectID] = []
  /// The value that can be anything.
  let unknown: AbstractValue

  /// What an instruction has been connected to so far.
  struct Links {
    /// The cells that a store fills.
    var cells: [Memory.CellID] = []
    /// The functions that a call reaches.
    var functions: [Code.FunctionID] = []
    /// `true` iff a call reaches what is not followed.
    var isUnknown = false
  }

  /// The fixpoint for `code`.
  package init(_ code: Code) {
    self.code = code
    executesData = code.executesData
    causes = Causes(objects: code.objects.count)
    objects = code.objects
    aliasing = code.aliasing
    values = Array(repeating: .none, count: code.widths.count)
    isUnnoted = code.constantNodes
    memory = Memory(objects: code.objects.count, size: code.steps.count)
    progress = Array(repeating: -1, count: code.blocks.count)
    isSlotLive = Array(repeating: false, count: code.slotCount)
    isEdgeLive = Array(repeating: false, count: code.edgeTargets.count)
    isLive = Array(repeating: false, count: code.functions.count)
    returns = isLive
    isFunctionEscaped = isLive
    callers = Array(repeating: [], count: code.functions.count)
    pending = Worklist(code)
    let isUnused = NodeRecord.unusedRefinements(of: code)
    standing = zip(code.steps, isUnused).map { step, isUnused in
      isUnused ? .unused : step.action.isAccess ? .access : []
    }
    (records, uses) = NodeRecord.all(of: code, but: isUnused)
    links = LinkTable(count: code.steps.count)
    texts = TextFindings(code)
    outlines = WalkOutlines(code)
    walkBudget = Self.mostWalking * (code.steps.count + 10_000)
    sets = TargetSets(size: code.steps.count)
    unknown = AbstractValue(number: .any(64), targets: sets.only(.anywhere(in: 0)))
    isOpaque = Array(repeating: false, count: code.objects.count)
    memory.states[0].isEscaped = true
    isOpaque[0] = true
    setConstants()
  }

  /// Runs to the fixpoint; `false` if that takes more work than the program's size justifies, in
  /// which case nothing was found out.
  package func run() -> Bool {
    if code.outsideCalls { callback = -1 }
    for object in code.exposed { escape(object) }
    for root in code.roots {
      causes.note(.root, function: root)
      enter(root)
      receiveAnything(root)
    }
    repeat { drain() } while !isTooMuch && (settleDistances() || settleUndefined())
    return !isTooMuch
  }

  /// `true` iff values have grown more often than the program's size justifies.
  private var isTooMuch: Bool { changes > Self.mostWork * (code.steps.count + 10_000) }

  /// How many steps walks take for each instruction, on average, before there are no more.
  private static let mostWalking = 20
  /// How often values grow for each instruction, on average, before the engine gives up.
  private static let mostWork = 60

  /// Works until nothing is pending.
  private func drain() {
    while true {
      while let object = escaping.popLast() {
        spreading = object
        spread(object)
        spreading = -1
      }
      if isTooMuch { break }
      guard let step = pending.next() ?? pendingAccesses.next() else {
        if passMemoryOn() || walkThroughNext() { continue }
        break
      }
      standing[Int(step)].remove(.pending)
      if standing[Int(step)].contains(.finished) { continue }
      current = step
      evaluate(step)
      current = -1
    }
  }

  /// Gives constant nodes their values.
  private func setConstants() {
    for (node, constant) in code.constants {
      values[Int(node)] = value(of: constant, width: Int(code.widths[Int(node)]))
    }
  }

  /// The value of `constant`, of `width` bits.
  func value(of constant: Code.Constant, width: Int) -> AbstractValue {
    switch constant {
    case .integer(let value): AbstractValue(number: Number(value), targets: TargetSets.empty)
    case .address(let object, let offset):
      AbstractValue(number: .none, targets: sets.only(Target(object, at: offset)))
    case .mixture(let objects):
      AbstractValue(
        number: .any(width == 0 ? 64 : width),
        targets: sets.intern(Set(objects).sorted().map { Target.anywhere(in: $0) }))
    case .number, .undefined:
      AbstractValue(number: .any(width == 0 ? 64 : width), targets: TargetSets.empty)
    case .unknown: unknown
    }
  }

  /// Puts `step` on the list, if its block gets to it.
  @inline(__always)
  func push(_ step: Code.StepID) {
    if isReached(step) { schedule(step) }
  }

  /// `true` iff nobody wants to know what `step` makes of its operands.
  @inline(__always)
  func isUnused(_ step: Code.StepID) -> Bool { standing[Int(step)].contains(.unused) }

  /// `true` iff the block of `step` gets to it.
  @inline(__always)
  func isReached(_ step: Code.StepID) -> Bool { standing[Int(step)].contains(.reached) }

  /// Puts `step` on the list.
  @inline(__always)
  func schedule(_ step: Code.StepID) {
    guard !standing[Int(step)].contains(.pending) else { return }
    standing[Int(step)].insert(.pending)
    if standing[Int(step)].contains(.access) {
      pendingAccesses.append(step)
    } else {
      pending.insert(step)
    }
  }

  /// Notes that looking at `step` again would find nothing more.
  func finish(_ step: Code.StepID) { standing[Int(step)].insert(.finished) }

  /// Notes that `step` runs, and puts it on the list.
  func reach(_ step: Code.StepID) {
    standing[Int(step)].insert(.reached)
    schedule(step)
  }

  /// Adds `value` to what `node` may be.
  @inline(__always)
  func join(_ node: Code.NodeID, _ value: AbstractValue) {
    // What is there already adds nothing, whatever else holds of the node.
    if node >= 0, value != values[Int(node)] { joinOther(node, value) }
  }

  /// As `join`, where `value` is not what is there already.
  private func joinOther(_ node: Code.NodeID, _ value: AbstractValue) {
    var value = value
    let record = records[Int(node)]
    if record.isLimited {
      value.number = constants.intersection(value.number, texts.numbers[node] ?? .none)
    }
    if value.isNone { return }
    var count = record.growth
    let patience = record.isHead ? Self.patience : Self.longPatience
    guard let new = united(values[Int(node)], value, growth: &count, patience: patience) else {
      return
    }
    records[Int(node)].growth = count
    if let provenance, becomesAnything(new, from: values[Int(node)]) {
      provenance.note(node: node, current)
    }
    values[Int(node)] = new
    for index in record.firstUse..<records[Int(node) + 1].firstUse { push(uses[Int(index)]) }
  }

  /// The union of `old` and `value`, widened if it has grown often; `nil` if nothing is added.
  func united(
    _ old: AbstractValue, _ value: AbstractValue, growth: inout UInt8,
    patience: UInt8 = Solver.patience
  ) -> AbstractValue? {
    if value.targets == old.targets, value.number == old.number { return nil }
    let number = constants.union(old.number, value.number)
    let targets = condensed(sets.union(old.targets, value.targets))
    return grown(
      AbstractValue(number: number, targets: targets), from: old, growth: &growth, patience)
  }

  /// `set` without what object 0 stands for as well, if that is in it.
  @inline(__always)
  private func condensed(_ set: TargetSets.ID) -> TargetSets.ID {
    sets.holdsUnknownAndMore(set) ? withoutOpaque(set) : set
  }

  /// `set`, which object 0 is in, without what that stands for as well.
  private func withoutOpaque(_ set: TargetSets.ID) -> TargetSets.ID {
    let targets = sets[set].packed
    let epoch = Int32(truncatingIfNeeded: escapeCauses.count)
    if Int(set) >= condensedSets.count {
      condensedSets += Array(repeating: (-1, 0), count: Int(set) + 1024)
    }
    let known = condensedSets[Int(set)]
    if known.epoch == epoch { return known.set }
    let hasMore = targets.contains { $0.object != 0 && isOpaque($0.object) }
    let result =
      hasMore ? sets.intern(targets.filter { $0.object == 0 || !isOpaque($0.object) }) : set
    condensedSets[Int(set)] = (epoch, result)
    return result
  }

  /// `new`, widened if it has grown often; `nil` if it is what `old` was.
  private func grown(
    _ new: AbstractValue, from old: AbstractValue, growth: inout UInt8, _ patience: UInt8
  ) -> AbstractValue? {
    var (number, targets) = (new.number, new.targets)
    if number == old.number, targets == old.targets { return nil }
    growth = growth == .max ? growth : growth + 1
    changes += 1
    if growth > patience {
      // A set of constants ends by itself.
      if number.set == 0 { number = number.widened(from: old.number) }
      targets =
        growth > Self.longPatience ? smeared(targets) : widened(targets, from: old.targets)
      if number == old.number, targets == old.targets { return nil }
    }
    if targets != old.targets, growth > Self.mostGrowth || areTooMany(targets) {
      // Saturation (Wimmer et al., PLDI 2024): from here on the value is not followed.
      escape(AbstractValue(number: .none, targets: targets))
      targets = sets.union(unknown.targets, fragments(unknown.targets))
      if number == old.number, targets == old.targets { return nil }
    }
    return AbstractValue(number: number, targets: targets)
  }

  /// `true` iff there are too many targets in `set` to follow all of them.
  @inline(__always)
  private func areTooMany(_ set: TargetSets.ID) -> Bool {
    let count = sets[set].count
    return count > Self.mostObjects && (count > Self.mostTargets || holdsManyObjects(set))
  }

  /// `true` iff there are too many targets in `set` that are no functions.
  private func holdsManyObjects(_ set: TargetSets.ID) -> Bool {
    sets[set].packed.count { objects[Int($0.object)].kind != .function } > Self.mostObjects
  }

  /// How often a value grows, where values come together, before it is widened.
  static let patience: UInt8 = 6
  /// How many targets a value has before it is taken to point to anything.
  private static let mostTargets = 120
  /// How many of them may be something else than functions, out of which much more comes as a rule.
  private static let mostObjects = 48
  /// How often a value grows elsewhere before that, or there before its offsets are no longer told apart.
  private static let longPatience: UInt8 = 48
  /// How often a value grows before it is taken to point to anything.
  private static let mostGrowth: UInt8 = 120

  /// `set`, with the offsets that grew since `old` moved to the objects' ends.
  private func widened(_ set: TargetSets.ID, from old: TargetSets.ID) -> TargetSets.ID {
    sets.widened(set, from: old) { $0.widened(from: $1, size: objects[Int($0.object)].size) }
  }
}
