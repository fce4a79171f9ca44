/// Any JSON.
enum JSONValue: Decodable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Reads whatever is there.
  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let boolean = try? value.decode(Bool.self) {
      self = .boolean(boolean)
    } else if let integer = try? value.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSONValue].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSONValue].self))
    }
  }

  /// The value of `key`, if this is an object that has one.
  subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The text, if this is a string.
  var text: String? { if case .string(let text) = self { text } else { nil } }

  /// The elements, if this is an array.
  var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

  /// The members, if this is an object.
  var members: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }
}
