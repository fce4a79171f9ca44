package import LLVM
package import Model

/// The functions and variables of a module with ids, so that analyses can speak of integers.
///
/// An index holds for one state of the module: it is made anew after each change.
package struct SymbolIndex {

  /// A function or a variable behind an id.
  package enum Handle {
    case function(Function)
    case variable(GlobalVariable)
  }

  /// The handles by id.
  package let handles: [Handle]
  /// The ids by handle.
  private let ids: [Value: Symbol.ID]

  /// An index of everything in `module`.
  package init(of module: borrowing Module) {
    var handles: [Handle] = []
    var ids: [Value: Symbol.ID] = [:]
    for function in module.functions where !function.isIntrinsic {
      ids[function.value] = Symbol.ID(handles.count)
      handles.append(.function(function))
    }
    for variable in module.variables {
      ids[variable.value] = Symbol.ID(handles.count)
      handles.append(.variable(variable))
    }
    self.handles = handles
    self.ids = ids
  }

  /// The number of symbols.
  package var count: Int { handles.count }

  /// The id of `value`, if it is a function or a variable.
  package subscript(value: Value) -> Symbol.ID? { ids[value] }

  /// The function behind `id`.
  package func function(_ id: Symbol.ID) -> Function? {
    if case .function(let function) = handles[Int(id)] { function } else { nil }
  }

  /// The variable behind `id`.
  package func variable(_ id: Symbol.ID) -> GlobalVariable? {
    if case .variable(let variable) = handles[Int(id)] { variable } else { nil }
  }

  /// The linker's name of `id`.
  package func name(_ id: Symbol.ID) -> String {
    switch handles[Int(id)] {
    case .function(let function): function.name
    case .variable(let variable): variable.name
    }
  }
}
