package import LLVM
package import Model

/// Stamps: each function and variable carries its component and source file through merging,
/// cloning and optimisation, functions as text attributes, variables as metadata.
extension Module {

  /// Stamps every definition of the module with `component` and its own file or `file`.
  package func stamp(component: String, file: String) {
    for function in functions where !function.isDeclaration {
      let site = function.site
      function.stamp(
        as: Origin(component: component, site: Site(site?.file ?? file, line: site?.line)),
        in: context)
    }
    for variable in variables where !variable.isDeclaration {
      let site = variable.site(in: context)
      let line = site.map { "\($0.line)" } ?? ""
      let node = context.node(of: [component, site?.file ?? file, line])
      variable.setMetadata(Stamp.variable, to: node, in: context)
    }
  }
}

/// The keys of stamps.
enum Stamp {
  /// A function's component.
  static let component = "specialise-component"
  /// A function's source file.
  static let file = "specialise-file"
  /// The line of a function's definition.
  static let line = "specialise-line"
  /// Marks functions that are traps.
  static let trap = "specialise-trap"
  /// A variable's component, source file and line.
  static let variable = MetadataKind("specialise.origin")
}

extension Program {

  /// The origin that `symbol` was stamped with; what no source file defines is the compiler's.
  package func origin(of symbol: some Global) -> Origin {
    if let function = symbol as? Function { return origin(of: function) }
    if let variable = symbol as? GlobalVariable { return origin(of: variable) }
    return Self.unstamped
  }

  /// The origin of `function`.
  private func origin(of function: Function) -> Origin {
    guard let component = function.attribute(Stamp.component) else { return Self.unstamped }
    let line = function.attribute(Stamp.line).flatMap { Int($0) }
    return Origin(
      component: component, site: Site(function.attribute(Stamp.file) ?? "", line: line))
  }

  /// The origin of `variable`.
  private func origin(of variable: GlobalVariable) -> Origin {
    guard let texts = variable.metadata(Stamp.variable, in: context)?.nodeTexts, texts.count == 3
    else { return Self.unstamped }
    return Origin(component: texts[0], site: Site(texts[1], line: Int(texts[2])))
  }

  /// The origins of all definitions, by name.
  package var origins: [String: Origin] {
    var result: [String: Origin] = [:]
    for function in module.functions where !function.isDeclaration {
      result[function.name] = origin(of: function)
    }
    for variable in module.variables where !variable.isDeclaration {
      result[variable.name] = origin(of: variable)
    }
    return result
  }

  /// The origin of what has no stamp.
  private static let unstamped = Origin(component: Origin.compiler, site: Site(""))
}

extension Instruction {

  /// The place of the instruction in the source.
  package var place: Site? {
    site.map { Site($0.file, line: $0.line) }
  }
}

extension GlobalVariable {

  /// Stamps a variable that a stage made with `component` and `file`.
  package func stamp(component: String, file: String, in context: Context) {
    setMetadata(Stamp.variable, to: context.node(of: [component, file, ""]), in: context)
  }
}

extension Function {

  /// `true` iff the body, which cannot run, has become a trap.
  package var isTrap: Bool { attribute(Stamp.trap) != nil }

  /// Notes that the body has become a trap.
  package func markAsTrap(in context: Context) {
    setAttribute(Stamp.trap, to: "", in: context)
  }

  /// Stamps the function with `origin`.
  package func stamp(as origin: Origin, in context: Context) {
    setAttribute(Stamp.component, to: origin.component, in: context)
    setAttribute(Stamp.file, to: origin.site.file, in: context)
    if let line = origin.site.line { setAttribute(Stamp.line, to: "\(line)", in: context) }
  }
}
