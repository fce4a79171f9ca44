internal import FoundationEssentials
package import Model

/// The components of the library OS, and which of them each source file belongs to.
///
/// A component is a folder below `runtime/` with a `component.json`; upstream sources, which lie
/// elsewhere, are given to components by the tables `sources` in those files. A file belongs to the
/// component with the longest matching prefix.
package struct ComponentIndex: Sendable {

  /// The components, by name.
  package private(set) var components: [String: Component] = [:]
  /// What functions of components mean to their callers: component, function, effect.
  package private(set) var effects: [(component: String, function: String, effect: String)] = []
  /// The component of each known prefix of a source path, without a slash at its end.
  private var componentByPrefix: [String: String] = [:]
  /// The file that gave each prefix its component.
  private var origins: [String: String] = [:]

  /// An index without components.
  package init() {}

  /// The index of all descriptions in the folder `runtime` and below it.
  package init(readingFrom runtime: String) throws(Diagnostic) {
    for path in try Self.descriptions(below: runtime) {
      let folder = String(path.dropLast("/component.json".count))
      let text: Data
      do {
        text = try Data(contentsOf: URL(filePath: "\(runtime)/\(path)"))
      } catch {
        throw .error(at: Site("\(runtime)/\(path)"), "the component's description cannot be read")
      }
      try add(ComponentDescription(json: text, file: "runtime/\(path)"), folder: folder)
    }
  }

  /// Adds the component that lies in `folder`, a path below `runtime/`.
  package mutating func add(
    _ description: ComponentDescription, folder: String
  ) throws(Diagnostic) {
    let owner = description.component(named: folder)
    components[folder] = owner
    effects += description.effects.sorted { $0.key < $1.key }
      .map { (folder, $0.key, $0.value) }
    try assign("runtime/\(folder)", to: folder, by: description.file)
    for (prefix, name) in description.sources.sorted(by: { $0.key < $1.key }) {
      try assign(prefix, to: name, by: description.file)
      if components[name] == nil { components[name] = description.part(named: name) }
    }
  }

  /// Gives the sources below `prefix` to the component `name`, as `file` asks.
  private mutating func assign(
    _ prefix: String, to name: String, by file: String
  ) throws(Diagnostic) {
    let key = prefix.hasSuffix("/") ? String(prefix.dropLast()) : prefix
    if let other = componentByPrefix[key], other != name {
      throw .error(
        at: Site(file), "the sources below '\(key)' already belong to the component '\(other)'",
        notes: ["'\(origins[key] ?? "")' says so"], recommendation: "remove one of the two lines")
    }
    componentByPrefix[key] = name
    origins[key] = file
  }

  /// The name of the component that the source file `path` belongs to, or `nil` if it is not a part
  /// of the library OS.
  ///
  /// - Complexity: proportional to the number of folders in `path`.
  package func component(ofSource path: String) -> String? {
    var prefix = path.hasPrefix("./") ? path.dropFirst(2) : path[...]
    while !prefix.isEmpty {
      if let name = componentByPrefix[String(prefix)] { return name }
      guard let slash = prefix.lastIndex(of: "/") else { return nil }
      prefix = prefix[..<slash]
    }
    return nil
  }

  /// The paths of the descriptions below `runtime`, relative to it, in a fixed order.
  private static func descriptions(below runtime: String) throws(Diagnostic) -> [String] {
    guard let all = try? FileManager.default.subpathsOfDirectory(atPath: runtime) else {
      throw .error(
        "the library OS's sources are missing: no folder '\(runtime)'",
        recommendation: "use a complete clone")
    }
    return all.filter { $0.hasSuffix("/component.json") }.sorted()
  }
}
