import Model

/// Components as a tree: `libc/stdio` stands below `libc`, whose sizes include it.
struct SizeTree {

  /// A component, or what several have in common.
  struct Node {

    /// The name, without that of the parent.
    let name: String
    /// The sizes of the node and of all below it, in each column.
    var sizes: [SizeReport.Column: PartSizes]
    /// The nodes below, the largest first.
    var children: [Node]
  }

  /// The components that are no remainders, the largest first.
  let components: [Node]
  /// The named remainders, the largest first.
  let remainders: [Node]

  /// The tree of `components`.
  init(_ components: [SizeReport.ComponentSizes]) {
    let isRemainder = { (sizes: SizeReport.ComponentSizes) in sizes.component.hasPrefix("(") }
    self.components = Self.nodes(
      for: components.filter { !isRemainder($0) }.map {
        (path: $0.component.split(separator: "/")[...], sizes: $0)
      })
    remainders = Self.sorted(
      components.filter(isRemainder).map {
        Node(name: $0.component, sizes: Self.columns(of: $0), children: [])
      })
  }

  /// Returns the nodes for `entries`, each with the part of its path below the parent.
  private static func nodes(
    for entries: [(path: ArraySlice<Substring>, sizes: SizeReport.ComponentSizes)]
  ) -> [Node] {
    let groups = Dictionary(grouping: entries) { $0.path.first ?? "" }
    return sorted(
      groups.map { name, members in
        if name.isEmpty {
          // What the parent itself has, beside its children.
          return Node(name: "(itself)", sizes: columns(of: members[0].sizes), children: [])
        }
        let below = nodes(for: members.map { ($0.path.dropFirst(), $0.sizes) })
        if below.count == 1, let only = below.first {
          let isItself = only.name == "(itself)"
          return Node(
            name: isItself ? String(name) : "\(name)/\(only.name)", sizes: only.sizes,
            children: only.children)
        }
        var sizes: [SizeReport.Column: PartSizes] = [:]
        for child in below { sizes.merge(child.sizes) { $0.adding($1) } }
        return Node(name: String(name), sizes: sizes, children: below)
      })
  }

  /// Returns the sizes of `component` in the columns that were measured.
  private static func columns(
    of component: SizeReport.ComponentSizes
  ) -> [SizeReport.Column: PartSizes] {
    var result: [SizeReport.Column: PartSizes] = [:]
    for column in SizeReport.Column.allCases { result[column] = component[column] }
    return result
  }

  /// Returns `nodes` by size in the image, then by size in the other columns, then by name.
  private static func sorted(_ nodes: [Node]) -> [Node] {
    func size(_ node: Node, _ column: SizeReport.Column) -> Int { node.sizes[column]?.file ?? 0 }
    return nodes.sorted {
      (
        -size($0, .specialised), -($0.sizes[.specialised]?.bss ?? 0), -size($0, .lto),
        -size($0, .linked), -size($0, .everything), $0.name
      ) < (
        -size($1, .specialised), -($1.sizes[.specialised]?.bss ?? 0), -size($1, .lto),
        -size($1, .linked), -size($1, .everything), $1.name
      )
    }
  }
}

extension PartSizes {

  /// Returns the sum with `other`.
  func adding(_ other: PartSizes) -> PartSizes {
    var result = self
    result += other
    return result
  }
}
