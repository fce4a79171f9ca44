import Engine
import LLVM

/// Reads LLVM's TBAA metadata into the engine's numbers.
struct AliasingReader {

  /// What was read.
  private(set) var result = TypeAliasing()
  /// The numbers of types.
  private var types: [Value: Int32] = [:]
  /// The numbers of tags.
  private var tags: [Value: TypeAliasing.Tag] = [:]

  /// The number of the tag `node`; 0 if it says nothing.
  mutating func tag(_ node: Value) -> TypeAliasing.Tag {
    if let known = tags[node] { return known }
    let parts = node.nodeOperands
    var number: TypeAliasing.Tag = 0
    if parts.count >= 3, let base = parts[0], let access = parts[1],
      let offset = parts[2]?.signedInteger
    {
      number = TypeAliasing.Tag(result.tags.count)
      let baseNumber = type(base)
      let accessNumber = type(access)
      result.tags.append(.init(base: baseNumber, access: accessNumber, offset: offset))
    }
    tags[node] = number
    return number
  }

  /// The number of the type `node`.
  private mutating func type(_ node: Value) -> Int32 {
    if let known = types[node] { return known }
    let number = Int32(result.types.count)
    types[node] = number
    result.types.append(.init(fields: []))
    let parts = node.nodeOperands
    var fields: [(type: Int32, offset: Int64)] = []
    var position = 1
    while position < parts.count {
      guard let field = parts[position], !field.isConstant || field.kind == .metadata else { break }
      let offset = position + 1 < parts.count ? parts[position + 1]?.signedInteger ?? 0 : 0
      fields.append((type(field), offset))
      position += 2
    }
    result.types[Int(number)].fields = fields
    return number
  }
}
