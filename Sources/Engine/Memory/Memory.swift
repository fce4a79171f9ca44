/// The contents of all objects: what was written where, and who reads it.
///
/// What it computes: for each object, *cells* (one for each pattern of bytes that something writes)
/// and *views* (one for each pattern that something reads). A view holds the union of all cells
/// that meet it, of what the object holds at start, and of what is copied into the object. Why that
/// is sound: writes only ever add (no write is taken to have erased an earlier one), so order and
/// interruption do not matter. What it cannot see: which of several writes comes last. Cost: one
/// link for each cell and view of an object that meet; objects with many patterns are coarsened.
struct Memory {

  /// The number of a cell.
  typealias CellID = Int32
  /// The number of a view.
  typealias ViewID = Int32

  /// What something writes. What is looked at most stands first, in one line of the cache mostly.
  struct Cell {
    /// What is written.
    var value = AbstractValue.none
    /// How often the value grew.
    var growth: UInt8 = 0
    /// `true` iff the value grew since the views last saw it.
    var isFresh = false
    /// `true` iff the value is one byte that fills all of them.
    let isFill: Bool
    /// The object.
    let object: ObjectID
    /// The bytes.
    let key: AccessKey
    /// The views that meet the cell, and how.
    var views: [(view: ViewID, relation: AccessKey.Relation)] = []
  }

  /// What something reads. What is looked at most stands first, in one line of the cache mostly.
  struct View {
    /// What is read.
    var value = AbstractValue.none
    /// How often the value grew.
    var growth: UInt8 = 0
    /// `true` iff the value grew since the readers last saw it.
    var isFresh = false
    /// `true` iff the value goes where it cannot be followed.
    var isSink = false
    /// The object.
    let object: ObjectID
    /// The bytes.
    let key: AccessKey
    /// The loads that get the value.
    var readers: [Code.StepID] = []
    /// The calls whose arguments depend on the value.
    var watchers: [Code.StepID] = []
    /// Views of other objects that get the value because it is copied there.
    var copies: [(view: ViewID, kind: CopyKind)] = []
  }

  /// What of a value arrives where it is copied to.
  enum CopyKind {
    /// All of it.
    case whole
    /// Its bytes in some arrangement.
    case broken
    /// Its bytes, but never a whole pointer.
    case numbers
  }

  /// A copy from one object to another.
  struct Layer: Hashable {
    /// Where the bytes come from.
    let source: Target
    /// Where they go.
    let destination: Target
    /// How many they are at most.
    let length: Int64
    /// `true` iff they are always that many.
    let isExact: Bool

    /// The accesses of `size` bytes each, with the type `tag`, of which everything is copied.
    func accesses(_ size: Int64, _ tag: TypeAliasing.Tag) -> AccessKey {
      let end = length >= Target.highest ? Target.highest : source.high + length - size
      return AccessKey(
        low: source.low, high: max(source.low, min(end, Target.highest)), stride: 1, size: size,
        tag: tag)
    }

    /// `true` iff it is always the same bytes that are copied, and to other bytes.
    var isDisjoint: Bool {
      isExact && source.stride == 0 && destination.stride == 0
        && (source.object != destination.object || abs(source.low - destination.low) >= length)
    }
  }

  /// What is known of an object.
  struct State {
    /// The cells.
    var cells: [CellID] = []
    /// The views.
    var views: [ViewID] = []
    /// The copies into it.
    var layers: [Layer] = []
    /// `true` iff code or memory that is not followed has its address.
    var isEscaped = false
    /// The bytes at which initial pointers were found to be readable, as indices.
    var readPointers: Set<Int32> = []
  }

  /// The state of each object.
  var states: [State]
  /// All cells.
  var cells: [Cell] = []
  /// All views.
  var views: [View] = []
  /// The cells whose values grew since their views last saw them.
  var freshCells: [CellID] = []
  /// The views whose values grew since their readers last saw them.
  var freshViews: [ViewID] = []
  /// The cells by the hashes of their objects and patterns.
  private var cellsByHash = HashIndex()
  /// The views by the hashes of their objects and patterns.
  private var viewsByHash = HashIndex()

  /// The number of patterns from which on an object is coarsened.
  static let mostPatterns = 400

  /// The memory of `count` objects, with room for about as much as programs of `size` instructions have.
  init(objects count: Int, size: Int) {
    states = Array(repeating: State(), count: count)
    cells.reserveCapacity(size / 32)
    views.reserveCapacity(size / 16)
  }

  /// Adds an object.
  mutating func addObject() { states.append(State()) }

  /// The cell for `key` in `object`, and whether it is new.
  mutating func cell(
    in object: ObjectID, _ key: AccessKey, isFill: Bool = false
  ) -> (CellID, isNew: Bool) {
    if let known = knownCell(in: object, key, isFill) { return (known, false) }
    var key = key
    if states[Int(object)].cells.count > Self.mostPatterns {
      key = .everything(size: isFill ? 1 : key.size)
      if let known = knownCell(in: object, key, isFill) { return (known, false) }
    }
    cells.append(Cell(isFill: isFill, object: object, key: key))
    states[Int(object)].cells.append(CellID(cells.count - 1))
    cellsByHash.append(Self.hash(object, key))
    return (CellID(cells.count - 1), true)
  }

  /// The cell for just `key` in `object`.
  private func knownCell(in object: ObjectID, _ key: AccessKey, _ isFill: Bool) -> CellID? {
    cellsByHash.first(Self.hash(object, key)) {
      cells[Int($0)].object == object && cells[Int($0)].isFill == isFill
        && cells[Int($0)].key == key
    }
  }

  /// The view for `key` in `object`, and whether it is new.
  mutating func view(in object: ObjectID, _ key: AccessKey) -> (ViewID, isNew: Bool) {
    if let known = knownView(in: object, key) { return (known, false) }
    var key = key
    if states[Int(object)].views.count > Self.mostPatterns {
      key = .everything(size: key.size)
      if let known = knownView(in: object, key) { return (known, false) }
    }
    views.append(View(object: object, key: key))
    states[Int(object)].views.append(ViewID(views.count - 1))
    viewsByHash.append(Self.hash(object, key))
    return (ViewID(views.count - 1), true)
  }

  /// The view for just `key` in `object`.
  private func knownView(in object: ObjectID, _ key: AccessKey) -> ViewID? {
    viewsByHash.first(Self.hash(object, key)) {
      views[Int($0)].object == object && views[Int($0)].key == key
    }
  }

  /// A hash of the bytes `key` in `object`.
  private static func hash(_ object: ObjectID, _ key: AccessKey) -> WordHash {
    var hash = WordHash()
    hash.mix(UInt64(UInt32(bitPattern: object)) << 32 | UInt64(UInt32(bitPattern: key.tag)))
    hash.mix(UInt64(bitPattern: key.low))
    hash.mix(UInt64(bitPattern: key.high))
    hash.mix(UInt64(bitPattern: key.stride))
    hash.mix(UInt64(bitPattern: key.size))
    return hash
  }
}
