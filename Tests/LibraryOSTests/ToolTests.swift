import Foundation
import Glibc
import LibraryOS
import Model
import TestSupport
import Testing

/// Finding and starting other programs.
struct ToolTests {

  @Test func firstFolderWins() throws {
    let root = try TemporaryFolder()
    for folder in ["a", "b", "c"] {
      try root.write("", to: "\(folder)/\(folder == "a" ? "other" : "clang-22")")
    }
    chmod("\(root.path)/b/clang-22", 0o755)
    chmod("\(root.path)/c/clang-22", 0o755)
    let folders = ["a", "b", "c"].map { "\(root.path)/\($0)" }
    #expect(try Tool.clang.path(searching: folders) == "\(root.path)/b/clang-22")
  }

  @Test(arguments: Tool.allCases)
  func missingToolsNameTheirPackage(tool: Tool) {
    let error = #expect(throws: Diagnostic.self) { try tool.path(searching: ["/nowhere"]) }
    #expect(error?.message.contains(tool.rawValue) == true)
    #expect(error?.recommendation?.contains("apt-get install \(tool.debianPackage)") == true)
  }

  @Test func endings() throws {
    let shell = "/bin/sh"
    #expect(try ChildProcess.run(path: shell, arguments: ["-c", "exit 7"]) == .exited(7))
    #expect(try ChildProcess.run(path: shell, arguments: ["-c", "kill -9 $$"]).status == 137)
    #expect(throws: Diagnostic.self) { try ChildProcess.run(path: "/nowhere", arguments: []) }
  }

  @Test func descriptorsArePassedOn() throws {
    var pair: [Int32] = [0, 0]
    try #require(pipe(&pair) == 0)
    var setting = ChildProcess.Setting()
    setting.descriptors = [(here: pair[1], there: 9)]
    let ending = try ChildProcess.run(
      path: "/bin/sh", arguments: ["-c", "printf hello >&9"], setting: setting)
    close(pair[1])
    let text = FileHandle(fileDescriptor: pair[0], closeOnDealloc: true).readDataToEndOfFile()
    #expect(ending.isSuccess)
    #expect(String(decoding: text, as: UTF8.self) == "hello")
  }
}
