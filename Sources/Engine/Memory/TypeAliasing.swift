/// Type-based alias information: which accesses cannot meet because C's effective types differ.
///
/// What it computes: whether accesses with two tags may touch the same byte, by the rules of LLVM's
/// `TypeBasedAAResult` (struct-path tags: base type, access type, offset). Why it is sound: exactly
/// as far as the language's aliasing rule, on which LLVM relies as well. Units built without strict
/// aliasing have no tags, and an access without a tag may meet every other. Cost: remembered pairs.
package struct TypeAliasing: Sendable {

  /// A tag: the number 0 stands for "may meet everything".
  package typealias Tag = Int32

  /// A type: its fields by offset; scalars have their parent as the one field at 0.
  package struct TypeNode: Sendable {
    /// The types of the fields, with their offsets in rising order.
    package var fields: [(type: Int32, offset: Int64)]
    /// A type with `fields`.
    package init(fields: [(type: Int32, offset: Int64)]) { self.fields = fields }
  }

  /// What a tag says.
  package struct AccessTag: Hashable, Sendable {
    /// The type of the object that is accessed.
    package let base: Int32
    /// The type of the part that is accessed.
    package let access: Int32
    /// The offset of the part in bytes.
    package let offset: Int64
    /// A tag with the given parts.
    package init(base: Int32, access: Int32, offset: Int64) {
      self.base = base
      self.access = access
      self.offset = offset
    }
  }

  /// The types.
  package var types: [TypeNode] = []
  /// The tags; tag 0 is no tag.
  package var tags: [AccessTag] = [AccessTag(base: -1, access: -1, offset: 0)]
  /// The answers so far.
  private var answers = NumberTable()

  /// No types and no tags.
  package init() {}

  /// `true` iff accesses with the tags `first` and `second` may touch the same byte.
  mutating func mayMeet(_ first: Tag, _ second: Tag) -> Bool {
    if first == second || first == 0 || second == 0 { return true }
    let key = UInt64(UInt32(min(first, second))) << 32 | UInt64(UInt32(max(first, second)))
    if let known = answers[key] { return known != 0 }
    let answer = decide(tags[Int(first)], tags[Int(second)])
    answers[key] = answer ? 1 : 0
    return answer
  }

  /// `true` iff accesses with the tags `first` and `second` are of one scalar type other than bytes, of
  /// which two never overlap in part (C11, 6.5, 6).
  func isOneScalar(_ first: Tag, _ second: Tag) -> Bool {
    isScalar(first) && isScalar(second)
      && tags[Int(first)].access == tags[Int(second)].access
  }

  /// `true` iff accesses with the tag `tag` are of one scalar type other than bytes.
  package func isScalar(_ tag: Tag) -> Bool {
    // Bytes come right below the root.
    guard tag != 0, let parent = parent(of: tags[Int(tag)].access) else { return false }
    return self.parent(of: parent) != nil
  }

  /// The type that the scalar `type` descends from; `nil` for the root.
  private func parent(of type: Int32) -> Int32? { types[Int(type)].fields.first?.type }

  /// As `mayMeet`, worked out.
  private func decide(_ first: AccessTag, _ second: AccessTag) -> Bool {
    guard let common = commonAncestor(first.access, second.access) else { return true }
    return part(second, of: first, common) ?? part(first, of: second, common) ?? false
  }

  /// Whether `part` may be an access to a part of what `whole` accesses; `nil` if that is no
  /// question because the types are unrelated this way round.
  private func part(_ part: AccessTag, of whole: AccessTag, _ common: Int32) -> Bool? {
    if whole.base == whole.access, whole.access == common { return true }
    var type = whole.base
    var offset = whole.offset
    while true {
      if type == part.base {
        return offset == part.offset || type == whole.access || part.base == part.access
      }
      guard let (inner, start) = field(of: type, at: offset) else { return nil }
      type = inner
      offset -= start
    }
  }

  /// The field of `type` that covers `offset`.
  private func field(of type: Int32, at offset: Int64) -> (Int32, Int64)? {
    let fields = types[Int(type)].fields
    guard let index = fields.lastIndex(where: { $0.offset <= offset }) else { return nil }
    return (fields[index].type, fields[index].offset)
  }

  /// The nearest type that both scalars `first` and `second` descend from.
  private func commonAncestor(_ first: Int32, _ second: Int32) -> Int32? {
    let ancestors = chain(from: first)
    return chain(from: second).first { ancestors.contains($0) }
  }

  /// The scalar `type` and its ancestors, without the root.
  private func chain(from type: Int32) -> [Int32] {
    var result: [Int32] = []
    var next: Int32? = type
    while let current = next {
      result.append(current)
      next = parent(of: current)
    }
    return result
  }
}
