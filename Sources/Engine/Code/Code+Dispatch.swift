extension Code {

  /// How a call finds its function through one of its arguments, as methods are called: the function's
  /// address is read out of the object that the call is about, or out of a table that is.
  package struct Dispatch: Sendable {

    /// A place in memory, from where something points to.
    package struct Place: Hashable, Sendable {
      /// The distance in bytes.
      package let offset: Int64
      /// The type of what is read there.
      package let tag: TypeAliasing.Tag

      /// The place `offset` bytes on, where `tag` is read.
      package init(offset: Int64, tag: TypeAliasing.Tag) {
        self.offset = offset
        self.tag = tag
      }
    }

    /// An argument that depends on the object.
    package struct Argument: Sendable {
      /// Its position among the arguments.
      package let index: Int
      /// Where it is in the object: its address, or what stands there.
      package let place: Place
      /// `true` iff it is what stands there.
      package let isLoaded: Bool

      /// The argument `index`, which is `place`, or what stands there if it `isLoaded`.
      package init(index: Int, place: Place, isLoaded: Bool) {
        self.index = index
        self.place = place
        self.isLoaded = isLoaded
      }
    }

    /// The object.
    package let receiver: NodeID
    /// Where the function's address stands in it, or a table's and then the function's in that.
    package let path: [Place]
    /// The arguments that depend on it.
    package let arguments: [Argument]

    /// A call of what stands at `path` from `receiver` on, to which `arguments` belong.
    package init(receiver: NodeID, path: [Place], arguments: [Argument]) {
      self.receiver = receiver
      self.path = path
      self.arguments = arguments
    }
  }
}
