import LibraryOS
import Model
import TestSupport
import Testing

/// Finding what set-up made.
struct InstallationTests {

  /// A folder with an installation in `clone`.
  private func example() throws -> TemporaryFolder {
    let root = try TemporaryFolder()
    try root.write("", to: "clone/.specialise/include/stdio.h")
    try root.write("", to: "clone/.build/debug/specialise")
    try root.write("", to: "elsewhere/deep/file")
    return root
  }

  @Test func aboveTheExecutable() throws {
    let root = try example()
    let found = try Installation.find(
      executable: "\(root.path)/clone/.build/debug/specialise", currentFolder: "/")
    #expect(found.folder == "\(root.path)/clone/.specialise")
    #expect(found.repository == "\(root.path)/clone")
    #expect(found.runtime == "\(root.path)/clone/runtime")
    #expect(found.archives.first == "\(root.path)/clone/.specialise/lib/libos.a")
  }

  @Test func aboveTheCurrentFolder() throws {
    let root = try example()
    let found = try Installation.find(
      executable: "\(root.path)/elsewhere/deep/file", currentFolder: "\(root.path)/clone/.build")
    #expect(found.folder == "\(root.path)/clone/.specialise")
  }

  @Test(arguments: ["clone", "clone/", "clone/.specialise", "elsewhere/../clone"])
  func namedByTheUser(folder: String) throws {
    let root = try example()
    let found = try Installation.find(explicitFolder: "\(root.path)/\(folder)")
    #expect(found.folder == "\(root.path)/clone/.specialise")
  }

  @Test func missing() throws {
    let root = try example()
    let error = #expect(throws: Diagnostic.self) {
      try Installation.find(
        executable: "\(root.path)/elsewhere/deep/file", currentFolder: "\(root.path)/elsewhere")
    }
    #expect(error?.recommendation?.contains("runtime/setup.sh") == true)
    #expect(error?.notes.count == 2)
    #expect(throws: Diagnostic.self) {
      try Installation.find(explicitFolder: "\(root.path)/elsewhere")
    }
  }

  @Test func partsAreCheckedWhenTheyAreNeeded() throws {
    let root = try example()
    let installation = try Installation.find(explicitFolder: "\(root.path)/clone")
    #expect(try installation.path(of: "include/stdio.h").hasSuffix("/include/stdio.h"))
    #expect(throws: Diagnostic.self) { try installation.path(of: "native/lib/crt1.o") }
  }
}
