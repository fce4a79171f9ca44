/// The part of JSON Schema (draft 2020-12) that the schema of reports uses.
///
/// A keyword that is not known is a violation, so that no constraint goes unchecked.
struct JSONSchema {

  /// The whole schema.
  let root: JSONValue
  /// Keywords that say nothing about values.
  private static let remarks: Set<String> = ["$schema", "$defs", "title", "description"]

  /// Returns how `value` violates the schema, one line for each violation.
  func violations(of value: JSONValue) -> [String] {
    violations(of: value, against: root, at: "$")
  }

  /// Returns how `value`, which stands at `path`, violates `schema`.
  private func violations(
    of value: JSONValue, against schema: JSONValue, at path: String
  ) -> [String] {
    guard let keywords = schema.members else { return ["\(path): the schema is no object"] }
    return keywords.sorted { $0.key < $1.key }.flatMap { keyword, rule -> [String] in
      switch keyword {
      case _ where Self.remarks.contains(keyword): return []
      case "$ref":
        let name = String(rule.text?.dropFirst("#/$defs/".count) ?? "")
        guard let target = root["$defs"]?[name] else {
          return ["\(path): no definition of \(name)"]
        }
        return violations(of: value, against: target, at: path)
      case "type": return isOfType(rule.text, value) ? [] : ["\(path) is not of type \(rule)"]
      case "const": return value == rule ? [] : ["\(path) is not \(rule)"]
      case "enum":
        return rule.elements?.contains(value) == true ? [] : ["\(path) is none of \(rule)"]
      case "minimum":
        switch (value, rule) {
        case (.integer(let number), .integer(let least)) where number >= least: return []
        case (.number(let number), .integer(let least)) where number >= Double(least): return []
        default: return ["\(path) is less than \(rule)"]
        }
      case "pattern": return isHexadecimalHash(rule, value) ? [] : ["\(path) is not \(rule)"]
      case "items":
        return (value.elements ?? []).enumerated().flatMap {
          violations(of: $0.element, against: rule, at: "\(path)[\($0.offset)]")
        }
      case "required":
        let names = rule.elements?.compactMap(\.text) ?? []
        return names.filter { value[$0] == nil }.map { "\(path) lacks \($0)" }
      case "properties": return memberViolations(of: value, against: rule, at: path)
      case "additionalProperties":
        let known = schema["properties"]?.members ?? [:]
        return (value.members ?? [:]).keys.filter { known[$0] == nil }.map { "\(path) has \($0)" }
      default: return ["\(path): the keyword \(keyword) is not known"]
      }
    }
  }

  /// Returns how the members of `value` violate `properties`.
  private func memberViolations(
    of value: JSONValue, against properties: JSONValue, at path: String
  ) -> [String] {
    (properties.members ?? [:]).sorted { $0.key < $1.key }.flatMap { name, schema in
      value[name].map { violations(of: $0, against: schema, at: "\(path).\(name)") } ?? []
    }
  }

  /// Returns `true` iff `value` is of the type called `name`.
  private func isOfType(_ name: String?, _ value: JSONValue) -> Bool {
    switch (name, value) {
    case ("object", .object), ("array", .array), ("string", .string), ("integer", .integer),
      ("number", .integer), ("number", .number):
      true
    default: false
    }
  }

  /// Returns `true` iff `pattern` is that of SHA-256 hashes and `value` matches it.
  private func isHexadecimalHash(_ pattern: JSONValue, _ value: JSONValue) -> Bool {
    guard pattern == .string("^[0-9a-f]{64}$"), let text = value.text else { return false }
    return text.count == 64 && text.allSatisfy { "0123456789abcdef".contains($0) }
  }
}
