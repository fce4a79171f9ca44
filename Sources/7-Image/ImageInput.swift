package import Model

/// What an image is made of.
package struct ImageInput: Sendable {

  /// The program as the linker gets it.
  package enum Program: Sendable {
    /// The machine code that the compiler made of the whole program.
    case object([UInt8])
    /// Files that the linker reads itself: objects, or bitcode that it optimises as it sees fit.
    case files([String])
  }

  /// Which equal functions the linker makes one of.
  package enum Folding: String, Sendable {
    /// None.
    case none
    /// Those whose address nobody compares.
    case safe
    /// All.
    case all
  }

  /// An object that was not compiled from the whole program, such as assembled code.
  package struct NativeObject: Hashable, Sendable {

    /// The file.
    package let path: String
    /// Where it comes from.
    package let origin: Origin

    /// The object file `path`, which comes from `origin`.
    package init(path: String, origin: Origin) {
      self.path = path
      self.origin = origin
    }
  }

  /// The program.
  package var program: Program
  /// The objects that are linked with it.
  package var nativeObjects: [NativeObject]
  /// The linker script that lays out memory.
  package var script: String
  /// Where the functions and variables of `program` come from, by name.
  package var origins: [String: Origin]
  /// Which equal functions become one.
  package var folding: Folding
  /// Further arguments for the linker.
  package var linkerArguments: [String]

  /// The input with the given parts.
  package init(
    program: Program, nativeObjects: [NativeObject], script: String, origins: [String: Origin],
    folding: Folding = .safe, linkerArguments: [String] = []
  ) {
    self.program = program
    self.nativeObjects = nativeObjects
    self.script = script
    self.origins = origins
    self.folding = folding
    self.linkerArguments = linkerArguments
  }
}

/// A bootable image and what is known about it.
package struct BootImage: Sendable {

  /// The file that boots: nothing but headers and what is loaded.
  package let bytes: [UInt8]
  /// The same program with symbols and line numbers, for debuggers and for explaining faults.
  package let symbolFile: [UInt8]
  /// What each byte of `bytes` stands for.
  package let map: ByteMap
  /// The bytes of memory from the first address of the image to its last.
  package let memoryBytes: Int
  /// What the linker warned of.
  package let warnings: [Diagnostic]
}
