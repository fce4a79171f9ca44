import Foundation
import TestSupport
import Testing

/// Programs of another front end: Rust's, with its whole standard library, whose panics abort.
@Suite struct RustTests {

  /// A compiler whose bitcode can be read, on the search path or where rustup puts it.
  private static let compiler: String? = {
    let home = ProcessInfo.processInfo.environment["HOME"] ?? "/root"
    let script = """
      for rustc in "$(command -v rustc)" "\(home)/.cargo/bin/rustc"; do
          version=$("$rustc" -vV 2>/dev/null | sed -n 's/^LLVM version: \\([0-9]*\\).*/\\1/p')
          [ "${version:-0}" -ge 20 ] && [ "$version" -le 22 ] && printf %s "$rustc" && exit
      done
      """
    let result = try? Shell.run(
      ["sh", "-c", script], in: FileManager.default.temporaryDirectory, seconds: 60)
    return result.flatMap { $0.status == 0 && !$0.text.isEmpty ? $0.text : nil }
  }()

  /// A program with a thread, a file that is not there, a table of texts, and a panic in the end.
  private static let program = """
    use std::collections::HashMap;
    fn main() {
        let sum = std::thread::spawn(|| (1..=10u64).map(|n| n * n).sum::<u64>());
        println!("{}", sum.join().unwrap());
        println!("{:?}", std::fs::read_to_string("/none").map_err(|problem| problem.kind()));
        let mut counts: HashMap<String, usize> = HashMap::new();
        for word in std::env::args().skip(1) { *counts.entry(word).or_default() += 1; }
        let mut all: Vec<_> = counts.into_iter().collect();
        all.sort();
        println!("{:?}", all);
        println!("{}", all[7].1);
    }
    """

  /// The image does as the process does, and nothing is left of what would unwind.
  @Test(.enabled(if: RustTests.compiler != nil)) func theStandardLibrary() throws {
    let folder = try TemporaryFolder()
    let place = URL(fileURLWithPath: folder.path)
    try folder.write(Self.program, to: "words.rs")
    /// Runs `words`, which must go well.
    func run(_ words: [String]) throws {
      let result = try Shell.run(words, in: place, seconds: 300)
      try #require(result.status == 0, "\(words): \(result.text)")
    }
    let options = ["lto=fat", "panic=abort", "opt-level=z", "codegen-units=1", "save-temps"]
    try run([Self.compiler!] + options.flatMap { ["-C", $0] } + ["words.rs"])
    try run(["sh", "-c", "mv words.*.lto.after-restriction.bc all.bc"])
    let tool = ProgramRunner.tool.path
    try run([tool, "all.bc", "-o", "words.elf"])
    let process = try Shell.run(["./words", "b", "a", "b"], in: place, seconds: 60)
    let image = try Shell.run(
      [tool, "run", "words.elf", "--", "b", "a", "b"], in: place, seconds: 60)
    #expect(image.status == 134 && process.status == image.status, "\(image.text)")
    for text in [
      "385", "Err(NotFound)", #"[("a", 1), ("b", 2)]"#, "the len is 2 but the index is 7",
    ] {
      #expect(process.text.contains(text), "\(process.text)")
      #expect(image.text.contains(text), "\(image.text)")
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder.path)/words.elf")
    let size = try #require(attributes[.size] as? Int)
    #expect(size < 125_000)
    let names = try Shell.run(["llvm-nm-22", "words.elf.sym"], in: place, seconds: 60)
    #expect(!names.text.contains("rust_eh_personality"))
  }
}
