import Analyse
import CAllocator
import Glibc
import LLVM
package import WholeProgram

/// What one run of the engine costs on one module: processor time and memory, for benchmarks.
package struct EngineCost {

  /// The instructions of the module.
  package let instructions: Int
  /// The bytes of the module as bitcode.
  package let bitcodeBytes: Int
  /// The memory that the module takes in LLVM, in bytes.
  package let moduleBytes: Int
  /// The memory that the engine takes at most besides, in bytes.
  package let engineBytes: Int
  /// The processor time of each part, in microseconds.
  package private(set) var microseconds: [(part: AnalysisPart, time: Int)] = []

  /// Measures the engine on `program`, which `bytes` is the bitcode of.
  init(of program: Program, _ bytes: [UInt8]) throws {
    instructions = program.module.functions.reduce(0) { sum, function in
      sum + function.blocks.reduce(0) { $0 + $1.instructions.reduce(0) { count, _ in count + 1 } }
    }
    bitcodeBytes = bytes.count
    moduleBytes = try Self.memory(ofModule: bytes)
    allocator_trim()
    Self.forgetPeak()
    let before = Self.statusBytes("VmRSS:")
    var last = Self.processorTime
    var times: [(part: AnalysisPart, time: Int)] = []
    _ = program.analyseClosely { part in
      let now = Self.processorTime
      times.append((part, Int((now - last) / 1000)))
      last = now
    }
    microseconds = times
    engineBytes = max(0, Self.statusBytes("VmHWM:") - before)
  }

  /// The memory that the module `bytes` takes, read into a world of its own.
  private static func memory(ofModule bytes: [UInt8]) throws -> Int {
    let before = allocator_bytes_in_use()
    let module = try Module(bytes: bytes, named: "measured", in: Context())
    module.readThrough()
    return Int(allocator_bytes_in_use() - before)
  }

  /// The processor time of this process, in nanoseconds.
  private static var processorTime: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Makes the kernel forget the peak of memory so far.
  private static func forgetPeak() {
    let file = open("/proc/self/clear_refs", O_WRONLY)
    guard file >= 0 else { return }
    _ = write(file, "5", 1)
    close(file)
  }

  /// The bytes that the kernel's entry `key` on this process tells.
  private static func statusBytes(_ key: String) -> Int {
    guard let file = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(
        decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix(key) else { continue }
      return (text.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0)
        * 1024
    }
    return 0
  }
}
