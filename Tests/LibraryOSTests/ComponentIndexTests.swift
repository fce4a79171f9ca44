import Foundation
import LibraryOS
import Model
import TestSupport
import Testing

/// Finding components and looking sources up.
struct ComponentIndexTests {

  /// An index of a few components, some of them upstream.
  private func example() throws -> ComponentIndex {
    var index = ComponentIndex()
    try index.add(describe(#""Console", "summary": "Serial.""#), folder: "console")
    try index.add(describe(#""Files", "summary": "Core.", "uses": ["memory"]"#), folder: "files")
    try index.add(describe(#""In memory", "summary": "RAM.""#), folder: "files/memory")
    let sources = #"{"musl/src/stdio": "libc/stdio", "musl": "libc", "lwip/a.c": "network/a"}"#
    try index.add(
      describe(#""C library", "summary": "musl.", "sources": \#(sources)"#), folder: "libc")
    return index
  }

  /// The description whose text goes on after `"title": `.
  private func describe(_ rest: String) throws -> ComponentDescription {
    try ComponentDescription(json: Data(#"{"title": \#(rest)}"#.utf8), file: "x/component.json")
  }

  @Test(arguments: [
    ("runtime/console/serial.c", "console"), ("./runtime/files/open.c", "files"),
    ("runtime/files/memory/node.c", "files/memory"), ("runtime/files/memory.c", "files"),
    ("musl/src/stdio/printf.c", "libc/stdio"), ("musl/src/string/strlen.c", "libc"),
    ("musl/src/stdio2/x.c", "libc"), ("lwip/a.c", "network/a"),
  ])
  func longestPrefixWins(path: String, component: String) throws {
    #expect(try example().component(ofSource: path) == component)
  }

  @Test(arguments: [
    "main.c", "/home/me/musl/src/stdio/printf.c", "runtime/boot/x.c", "", "lwip/b.c",
  ])
  func otherSourcesHaveNoComponent(path: String) throws {
    #expect(try example().component(ofSource: path) == nil)
  }

  @Test func tablesMakeComponents() throws {
    let stdio = try #require(try example().components["libc/stdio"])
    #expect(stdio.title == "C library: stdio")
    #expect(stdio.summary == "musl.")
    #expect(try example().components["libc"]?.title == "C library")
    #expect(try example().components["files"]?.uses == ["memory"])
  }

  @Test func onePrefixHasOneComponent() throws {
    var index = try example()
    let error = #expect(throws: Diagnostic.self) {
      try index.add(
        describe(#""X", "summary": "Y", "sources": {"musl/src/stdio/": "x"}"#), folder: "x")
    }
    #expect(error?.message.contains("already belong to the component 'libc/stdio'") == true)
  }

  @Test(arguments: [
    ("{", "it is not JSON"), (#"{"title": "x"}"#, "the key 'summary' is missing"),
    (#"{"title": 1, "summary": "x"}"#, "the value of 'title' is of the wrong kind"),
  ])
  func wrongDescriptionsAreExplained(text: String, explanation: String) {
    let error = #expect(throws: Diagnostic.self) {
      try ComponentDescription(json: Data(text.utf8), file: "runtime/x/component.json")
    }
    #expect(error?.message.contains(explanation) == true)
    #expect(error?.site == Site("runtime/x/component.json"))
  }

  @Test func descriptionsAreReadFromFolders() throws {
    let root = try TemporaryFolder()
    try root.write(#"{"title": "A", "summary": "a"}"#, to: "runtime/a/component.json")
    try root.write(#"{"title": "B", "summary": "b"}"#, to: "runtime/a/b/component.json")
    let index = try ComponentIndex(readingFrom: "\(root.path)/runtime")
    #expect(index.components.keys.sorted() == ["a", "a/b"])
    #expect(index.component(ofSource: "runtime/a/b/c/d.c") == "a/b")
    #expect(throws: Diagnostic.self) { try ComponentIndex(readingFrom: "\(root.path)/none") }
  }
}
