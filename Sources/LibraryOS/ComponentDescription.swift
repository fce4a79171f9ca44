package import FoundationEssentials
package import Model

/// What a `component.json` says.
package struct ComponentDescription: Hashable, Sendable {

  /// The file, for messages.
  package let file: String
  /// A title for people.
  package let title: String
  /// What the component does, in one line.
  package let summary: String
  /// The components that this one may refer to.
  package let uses: [String]
  /// Prefixes of upstream source paths, with the names of the components that they make up.
  package let sources: [String: String]
  /// What functions mean to their callers, by name, where their bodies do not show it: `allocate`,
  /// `zeroed`, `release`, `same`, `reads`, `copies` and so on (see `ExternalEffect`).
  package let effects: [String: String]

  /// The description in the text `json` of `file`.
  package init(json: Data, file: String) throws(Diagnostic) {
    let keys: Keys
    do {
      keys = try JSONDecoder().decode(Keys.self, from: json)
    } catch let error as DecodingError {
      throw .error(
        at: Site(file), "the component's description is wrong: \(Self.explanation(of: error))",
        recommendation: #"write {"title": "…", "summary": "…", "uses": ["…"]}"#)
    } catch {
      throw .error(at: Site(file), "the component's description cannot be decoded")
    }
    self.file = file
    title = keys.title
    summary = keys.summary
    uses = keys.uses ?? []
    sources = keys.sources ?? [:]
    effects = keys.effects ?? [:]
  }

  /// The component itself, under its name.
  package func component(named name: String) -> Component {
    Component(name: name, title: title, summary: summary, uses: uses)
  }

  /// The component `name` that only a table of sources mentions; it shares what is said here.
  package func part(named name: String) -> Component {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return Component(name: name, title: "\(title): \(last)", summary: summary, uses: uses)
  }

  /// The keys of the file.
  private struct Keys: Decodable {
    /// See `ComponentDescription.title`.
    let title: String
    /// See `ComponentDescription.summary`.
    let summary: String
    /// See `ComponentDescription.uses`.
    let uses: [String]?
    /// See `ComponentDescription.sources`.
    let sources: [String: String]?
    /// See `ComponentDescription.effects`.
    let effects: [String: String]?
  }

  /// Returns what `error` complains about, in words.
  private static func explanation(of error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, _):
      "the key '\(key.stringValue)' is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "the value of '\(context.codingPath.map(\.stringValue).joined(separator: "."))' is of the wrong kind"
    default:
      "it is not JSON"
    }
  }
}
