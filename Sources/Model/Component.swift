/// A part of the library OS, as its `component.json` describes it.
public struct Component: Hashable, Codable, Sendable {

  /// The name: the folder below `runtime/`, e.g. `files/memory`, or what `sources` says.
  public let name: String
  /// A title for people.
  public let title: String
  /// What the component does, in one line.
  public let summary: String
  /// The components that this one may refer to.
  public let uses: [String]

  /// A component with the given parts.
  public init(name: String, title: String, summary: String, uses: [String] = []) {
    self.name = name
    self.title = title
    self.summary = summary
    self.uses = uses
  }
}
