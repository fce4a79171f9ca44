import LLVM
import Model
import WholeProgram

/// Arrays that linkers collect: the variables of a section `x`, from `__start_x` to `__stop_x`.
///
/// What it computes: one variable for each section whose ends are named, which holds what its
/// variables hold, one after the other in the order of the link and each at its alignment, as a linker
/// lays them out. The ends become addresses into it, so nothing later needs to know of sections.
///
/// Why that is sound: the parts keep their contents, their addresses differ from each other as before,
/// and a part is found through its own name and through the array alike. Parts that the source marks
/// as used are so by being in the array; the mark goes.
///
/// What it cannot see: what machine code puts into a section of the same name; the linker would have
/// added it to the array. Cost: linear in the variables.
struct SectionArrays {

  /// The symbols that became addresses.
  private(set) var bound: Set<String> = []

  /// The program.
  private let program: Program

  /// The arrays of `program`, whose units are merged.
  init(in program: Program) {
    self.program = program
  }

  /// Makes the arrays whose ends are named.
  mutating func bind() {
    var ends: [String: [(end: GlobalVariable, isStop: Bool)]] = [:]
    for variable in program.module.variables where variable.isDeclaration {
      for (prefix, isStop) in [("__start_", false), ("__stop_", true)]
      where variable.name.hasPrefix(prefix) {
        ends[String(variable.name.dropFirst(prefix.count)), default: []].append((variable, isStop))
      }
    }
    for (section, ends) in ends.sorted(by: { $0.key < $1.key }) {
      let parts = program.module.variables.filter {
        $0.section == section && !$0.isDeclaration && !$0.isThreadLocal
      }
      if parts.isEmpty { continue }
      unmark(parts)
      let (array, size) = join(parts, of: section)
      for (end, isStop) in ends {
        bound.insert(end.name)
        end.value.replaceAllUses(
          with: program.context.address(isStop ? size : 0, into: array.value))
        end.erase()
      }
    }
  }

  /// Replaces `parts` by one variable; returns it and its size.
  private func join(_ parts: [GlobalVariable], of section: String) -> (GlobalVariable, Int) {
    let context = program.context
    var fields: [Value] = []
    var offsets: [Int] = []
    var size = 0
    for part in parts {
      let alignment = program.module.alignment(of: part)
      let padding = (alignment - size % alignment) % alignment
      if padding > 0 { fields.append(context.data(repeatElement(0, count: padding))) }
      offsets.append(size + padding)
      fields.append(part.initialiser ?? part.contentType.zero)
      size += padding + program.module.size(of: part.contentType)
    }
    let array = program.module.addVariable(
      "section.\(section)", holding: context.structure(fields, isPacked: true))
    array.alignment = parts.map { program.module.alignment(of: $0) }.max() ?? 1
    array.isConstant = parts.allSatisfy(\.isConstant)
    array.makeInternal()
    let origin = program.origin(of: parts[0])
    array.stamp(component: origin.component, file: origin.site.file, in: context)
    for (part, offset) in zip(parts, offsets) {
      part.value.replaceAllUses(with: context.address(offset, into: array.value))
      part.erase()
    }
    return (array, size)
  }

  /// Takes `parts` out of the lists of what must stay.
  private func unmark(_ parts: [GlobalVariable]) {
    let values = Set(parts.map(\.value))
    for name in ["llvm.used", "llvm.compiler.used"] {
      guard let list = program.module.variable(name), let old = list.initialiser else { continue }
      let rest = old.operands.filter { !values.contains($0) }
      if rest.count == old.operandCount { continue }
      if rest.isEmpty {
        list.erase()
      } else {
        _ = list.replacing(
          initialiser: program.context.array(rest, of: program.context.pointerType))
      }
    }
  }
}
