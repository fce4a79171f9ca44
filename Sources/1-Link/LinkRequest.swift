/// What the link stage is asked to merge.
package struct LinkRequest {

  /// The application: bitcode, objects and archives, in the order of the command line.
  package var applicationFiles: [String]
  /// The archives of the library OS, searched after the application in this order.
  package var libraryArchives: [String]
  /// The one among them that is the C library, whose functions an application may replace.
  package var cLibrary: String?
  /// Archives of machine code that generated code may call without the program naming it.
  package var supportArchives: [String]
  /// The linker script, whose symbols count as defined, and whose references are roots.
  package var linkerScript: String
  /// The folder that the library OS's object files lie under; what follows it is a source path.
  package var objectFolder: String
  /// Returns the component that a source path of the library OS belongs to.
  package var componentOfSource: (String) -> String

  /// Functions that later stages will call.
  package var laterCalled: [String] = []
  /// What looks at the application's files before they are used.
  package var inspector: any UnitInspector = DirectInspector()
  /// Returns whether a later stage defines a symbol.
  package var isDefinedLater: (String) -> Bool
  /// `true` iff what is defined nowhere is only noted among the program's diagnostics.
  package var toleratesUndefined = false

  /// A request with the given parts.
  package init(
    applicationFiles: [String], libraryArchives: [String], supportArchives: [String],
    linkerScript: String, objectFolder: String, componentOfSource: @escaping (String) -> String,
    isDefinedLater: @escaping (String) -> Bool = { _ in false }
  ) {
    self.applicationFiles = applicationFiles
    self.libraryArchives = libraryArchives
    cLibrary = libraryArchives.first { $0.hasSuffix("/libc.a") }
    self.supportArchives = supportArchives
    self.linkerScript = linkerScript
    self.objectFolder = objectFolder
    self.componentOfSource = componentOfSource
    self.isDefinedLater = isDefinedLater
  }
}
