import LLVM
import WholeProgram

/// Loads of less than a pointer that may be loads of a part of one, in one function.
///
/// What it computes: whether what is loaded is stored again at an address that runs along with the
/// load's, in a loop that copies memory; or is one of several parts that are copied without a loop from
/// one place to another and that have, side by side, as many bytes as a pointer, as by a loop that was
/// unrolled; or is put together with other parts to as many bits as a pointer has. Why that is sound:
/// pointers are taken to be copied as a whole, by the C library, by loops, in which both addresses come
/// from a variable that the loop moves on, be it a register or a variable in memory, or part by part in
/// one function; and to be put together by `or`. What it cannot see: a pointer of which several functions
/// copy parts without loops, or one function between addresses that it computes anew for each part.
/// Cost: a bounded walk for each such load, and one more in functions that copy any.
final class PartsOfPointers {

  /// The function.
  private let function: Function
  /// The program.
  private let program: Program

  /// Which loads of `function`, of `program`, are meant.
  init(of function: Function, in program: Program) {
    self.function = function
    self.program = program
  }

  /// From where to where parts are copied, and how far the one is from the other.
  private struct Way: Hashable {
    /// What the address of the load is computed from.
    let source: Value
    /// What the address of the store is computed from.
    let destination: Value
    /// How many bytes more are added to that.
    let distance: Int64
  }

  /// The loads of parts that are copied side by side.
  private lazy var copied: Set<Value> = {
    var parts: [Way: [(start: Int64, end: Int64, load: Value)]] = [:]
    for block in function.blocks {
      for load in block.instructions where load.operation == .load {
        let type = load.value.type
        guard type.kind == .integer, type.bits < Self.pointerSize * 8,
          // What the front end vouches to be a larger number is no part of a pointer (C11, 6.5, 7).
          type.bits <= 8 || load.metadata(.tbaa, in: program.context) == nil
        else { continue }
        let (source, start) = BodyReader.origin(of: load.value.operand(0), in: program)
        for case let store? in load.value.users.map(\.asInstruction)
        where store.operation == .store && store.value.operand(0) == load.value {
          let (destination, place) = BodyReader.origin(of: store.value.operand(1), in: program)
          let way = Way(source: source, destination: destination, distance: place - start)
          parts[way, default: []].append((start, start + Int64(type.bits + 7) / 8, load.value))
        }
      }
    }
    return parts.values.reduce(into: []) { $0.formUnion(Self.sideBySide($1)) }
  }()

  /// The loads among `parts` that have neighbours up to as many bytes as a pointer has.
  private static func sideBySide(
    _ parts: [(start: Int64, end: Int64, load: Value)]
  ) -> [Value] {
    var result: [Value] = []
    var row: [Value] = []
    var (start, end) = (Int64(0), Int64(0))
    for part in parts.sorted(by: { $0.start < $1.start }) {
      if row.isEmpty || part.start > end { (row, start, end) = ([], part.start, part.start) }
      row.append(part.load)
      end = max(end, part.end)
      if end - start >= Int64(pointerSize) {
        result += row
        row = [part.load]
      }
    }
    return result
  }

  /// The bytes of a pointer.
  private static let pointerSize = 8

  /// `true` iff `load` may load a part of a pointer that is needed as one.
  func areLoaded(by load: Instruction) -> Bool {
    Self.isAssembled(load)
      || Self.isStored(load, where: { _ in true })
        && (Self.isCopied(load) || copied.contains(load.value))
  }

  /// `true` iff the value of `load` becomes a part of a number of 64 bits.
  private static func isAssembled(_ load: Instruction) -> Bool {
    load.value.flows(
      through: { [.phi, .select, .freeze, .or, .shiftLeft, .zeroExtend].contains($0) },
      to: { user, _ in user.operation == .or && user.value.type.bits == 64 })
  }

  /// `true` iff the value of `load` is stored in a loop that moves both addresses on.
  private static func isCopied(_ load: Instruction) -> Bool {
    runsAlong(load.value.operand(0)) && isStored(load, where: runsAlong)
  }

  /// `true` iff the value of `load`, or parts of it, are stored at an address that `isWanted`.
  private static func isStored(_ load: Instruction, where isWanted: (Value) -> Bool) -> Bool {
    load.value.flows(
      through: {
        switch $0 {
        case .phi, .select, .freeze, .or, .shiftLeft, .shiftRightLogical, .zeroExtend, .truncate:
          true
        default: false
        }
      },
      to: { user, used in
        user.operation == .store && user.value.operand(0) == used
          && isWanted(user.value.operand(1))
      })
  }

  /// `true` iff `address` is computed from a phi, or a variable in memory, that a loop moves on.
  private static func runsAlong(_ address: Value) -> Bool {
    var pending = [address]
    var seen: Set<Value> = []
    while let value = pending.popLast() {
      guard seen.insert(value).inserted, seen.count < 32 else { continue }
      guard let instruction = value.asInstruction else { continue }
      switch instruction.operation {
      case .phi where instruction.incoming.contains { moves(value, on: $0.value) }: return true
      case .phi: pending += instruction.incoming.map(\.value)
      case .load where isMovedOn(value.operand(0)): return true
      case .getElementPointer, .add, .subtract, .zeroExtend, .signExtend, .truncate,
        .integerToPointer, .pointerToInteger:
        pending += value.operands
      default: continue
      }
    }
    return false
  }

  /// `true` iff what stands at `slot` is replaced by the same, moved by something: code that was not
  /// optimised keeps its variables in memory.
  private static func isMovedOn(_ slot: Value) -> Bool {
    slot.users.contains { user in
      guard let store = user.asInstruction, store.operation == .store, user.operand(1) == slot
      else { return false }
      return isMoved(user.operand(0)) { old in
        old.asInstruction?.operation == .load && old.operand(0) == slot
      }
    }
  }

  /// `true` iff `next` is `phi` moved by something.
  private static func moves(_ phi: Value, on next: Value) -> Bool {
    isMoved(next) { $0 == phi }
  }

  /// `true` iff `next` is something that `isOld`, moved.
  private static func isMoved(_ next: Value, _ isOld: (Value) -> Bool) -> Bool {
    var value = next
    for _ in 0..<8 {
      guard let instruction = value.asInstruction else { return false }
      switch instruction.operation {
      case .getElementPointer, .add, .subtract:
        if value.operands.contains(where: isOld) { return true }
        value = value.operand(0)
      case .zeroExtend, .signExtend, .truncate: value = value.operand(0)
      default: return false
      }
    }
    return false
  }
}
