import Check
import Foundation
import LibraryOS
import TestSupport
import Testing

/// Every value of an argument that chooses is tried in an image, and answered as `served.json` says.
struct WalkTests {

  /// The table of the values in `choice`, in C.
  private func rows(_ choice: Services.Choice) -> String {
    let names = choice.argument.served + choice.argument.missing.keys.sorted()
    let lines = names.map { name in
      let words = name.split(separator: " ")
      let second = words.count > 1 ? String(words[1]) : "0"
      return "  {\"\(name)\", (unsigned)(\(words[0])), (unsigned)(\(second))},\n"
    }
    let family = choice.argument.systemCalls[0]
    return "static const struct row rows_\(family)[] = {\n\(lines.joined())  {0, 0, 0}};\n"
  }

  @Test func valuesAreAnsweredAsSaid() throws {
    let services = try #require(ServicesTests.services)
    let families = [
      "fcntl", "ioctl", "setsockopt", "getsockopt", "prctl", "socket", "madvise", "setitimer",
      "open",
    ]
    let choices = services.choices.filter { families.contains($0.argument.systemCalls[0]) }
    let all = Dictionary(grouping: choices) { $0.argument.systemCalls[0] }
    #expect(Set(all.keys) == Set(families))
    #expect(all.values.allSatisfy { $0.count == 1 })
    let folder = try TemporaryFolder()
    let probe = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Probes")
    try folder.write(
      String(contentsOf: probe.appending(path: "walk.c"), encoding: .utf8), to: "walk.c")
    try folder.write(choices.map(rows).joined(), to: "names.h")
    try folder.write(
      "console: terminal\nnetwork:\n  address: 10.0.2.15/24\n  gateway: 10.0.2.2\n  ipv6: auto\n",
      to: "deployment.yaml")
    for command in [
      ["cc", "-w", "walk.c", "-o", "walk"],
      ["walk.bc", "--deployment", "deployment.yaml", "-o", "walk.elf", "--engine", "reachability"],
    ] {
      let result = try Command.specialise(command, in: folder)
      try #require(result.status == 0, "\(result.errors)")
    }
    let run = try Command.specialise(["run", "--timeout", "60", "walk.elf"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let lines = Set(run.output.replacing("\r", with: "").split(separator: "\n").map(String.init))
    #expect(!lines.contains { $0.hasPrefix("file ") }, "not all kinds of files were there")
    var expected: Set<String> = []
    for choice in choices {
      let argument = choice.argument
      let family = argument.systemCalls[0]
      for name in argument.served { expected.insert("\(family) \(name): served") }
      for name in argument.missing.keys { expected.insert("\(family) \(name): refused") }
    }
    let isMask = choices.filter { $0.argument.isMask ?? false }.map { $0.argument.systemCalls[0] }
    #expect(isMask == ["open"])
    #expect(expected.count > 500)
    #expect(lines.subtracting(expected).sorted() == [])
    #expect(expected.subtracting(lines).sorted() == [])
  }
}
