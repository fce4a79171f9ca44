import Foundation
import TestSupport
import Testing

/// Equal inputs give equal bytes.
@Suite struct ReproducibilityTests {

  /// A program with much that could come out in another order: tables, callbacks, files.
  private static let source = """
    #include <stdio.h>
    #include <stdlib.h>
    #include <time.h>
    static int up(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
    static int down(const void *a, const void *b) { return -up(a, b); }
    static int (*const orders[])(const void *, const void *) = {up, down};
    int main(int argc, char **argv)
    {
        int numbers[] = {3, 1, 2};
        char line[80] = "";
        FILE *file = fopen("/data/a.txt", "r");
        if (file && fgets(line, sizeof line, file)) printf("%s %ld\\n", line, (long)time(0));
        qsort(numbers, 3, sizeof *numbers, orders[argc % 2]);
        return printf("%d %s\\n", numbers[0], argv[0]) < 0;
    }
    """

  /// What one run leaves: the image, its symbols, and its report without what the run took.
  private struct Products: Equatable {
    let image: [UInt8]
    let symbols: [UInt8]
    let report: String
  }

  /// Builds the program in a new folder called `name`.
  private func build(
    _ object: [UInt8], in name: String, environment: [String: String]
  ) throws -> Products {
    let folder = try TemporaryFolder()
    try folder.write("hello\n", to: "\(name)/data/a.txt")
    try folder.write(object, to: "\(name)/app.o")
    try folder.write("files:\n  /data: data\nmemory: 64M\n", to: "\(name)/deployment.yaml")
    let script = """
      set -e
      cd "$1"
      "$0" app.o -o app.elf --deployment deployment.yaml --report-json report.json > /dev/null
      """
    let result = try Command.run(
      "/usr/bin/env", ["bash", "-c", script, Command.specialise, "\(folder.path)/\(name)"],
      environment: environment)
    try #require(result.status == 0, "\(result.errors)")
    let data = Data(try folder.bytes(of: "\(name)/report.json"))
    var report = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(report.removeValue(forKey: "run") != nil)
    let text = try JSONSerialization.data(
      withJSONObject: report, options: [.sortedKeys, .prettyPrinted])
    return Products(
      image: try folder.bytes(of: "\(name)/app.elf"),
      symbols: try folder.bytes(of: "\(name)/app.elf.sym"),
      report: String(decoding: text, as: UTF8.self))
  }

  @Test func anotherFolderAnotherTime() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.source, to: "app.c")
    let compiled = try Command.specialise(["cc", "-g", "-c", "app.c", "-o", "app.o"], in: folder)
    try #require(compiled.status == 0, "\(compiled.errors)")
    let object = try folder.bytes(of: "app.o")
    let first = try build(object, in: "here", environment: ["TZ": "UTC", "LANG": "C"])
    let second = try build(
      object, in: "a folder/with a longer name",
      environment: ["TZ": "Asia/Tokyo", "LANG": "tr_TR.UTF-8"])
    // Hash tables of Swift start from another seed in each process.
    #expect(first.image == second.image)
    #expect(first.symbols == second.symbols)
    #expect(first.report == second.report)
  }
}
