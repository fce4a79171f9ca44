import Foundation
import Model

@testable import Image

/// A temporary folder with the tools that tests of the image stage need.
final class Workshop {

  /// The folder.
  let path: String

  /// A workshop in a new folder.
  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("image-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The outcome of running a program.
  struct Outcome {

    /// The exit status.
    let status: Int32
    /// What was written to standard output and standard error.
    let output: String
  }

  /// Runs `program` with `arguments` in the folder.
  func run(_ program: String, _ arguments: [String]) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    let pipe = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }

  /// Writes `text` to the file `name` and returns its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
    return "\(path)/\(name)"
  }

  /// Returns the object that clang makes of `source`, which is C or assembly as `name` ends.
  func compile(_ source: String, as name: String, _ options: [String] = []) throws -> String {
    try write(source, to: name)
    let standing = [
      "--target=x86_64-linux-musl", "-Oz", "-ffunction-sections", "-fdata-sections", "-faddrsig",
      "-fno-pic", "-ffreestanding", "-fno-asynchronous-unwind-tables", "-fno-stack-protector",
    ]
    let result = try run(
      "/usr/lib/llvm-22/bin/clang", standing + options + ["-c", name, "-o", name + ".o"])
    guard result.status == 0 else { throw Failure(message: result.output) }
    return "\(path)/\(name).o"
  }

  /// A tool that refused its input.
  struct Failure: Error {

    /// What the tool said.
    let message: String
  }

  /// Returns the image of the C program `source` with the native object `native`, and with the library OS's
  /// code that unpacks data if it `mayPack`.
  func image(
    of source: String, native: String = Workshop.entry, mayPack: Bool = false,
    origins: [String: Origin] = [:], options: [String] = [],
    change: (inout ImageInput) -> Void = { _ in }
  ) throws -> BootImage {
    let program = try compile(source, as: "main.c", options)
    let object = try compile(native, as: "boot.S")
    let origin = Origin(component: "arch", site: Site("arch/boot.S"))
    var input = ImageInput(
      program: .object(try contents(ofFile: program)),
      nativeObjects: [ImageInput.NativeObject(path: object, origin: origin)],
      script: try write(Self.layout(mayPack: mayPack), to: "layout.ld"), origins: origins)
    if mayPack {
      let code = try String(contentsOfFile: Self.unpacker, encoding: .utf8)
      input.nativeObjects.append(
        ImageInput.NativeObject(
          path: try compile(code, as: "unpack.S"),
          origin: Origin(component: "arch", site: Site("arch/unpack.S"))))
    }
    change(&input)
    let scratch = try ScratchFolder(beside: path + "/image")
    return try makeImage(input, in: scratch.path)
  }

  /// The code that unpacks data.
  private static let unpacker = #filePath.replacing(
    "Tests/ImageTests/Workshop.swift", with: "runtime/arch/x86_64/unpack.S")

  /// Returns a layout in the manner of the library OS's.
  static func layout(mayPack: Bool) -> String {
    let unpacking = "  .unpack : { KEEP(*(.unpack)) } :text\n"
    return layout.replacing("@UNPACK@\n", with: mayPack ? unpacking : "")
  }

  /// The layout, with a place for what unpacks data.
  private static let layout = """
    ENTRY(boot_entry)
    PHDRS
    {
      text PT_LOAD FLAGS(5);
      rodata PT_LOAD FLAGS(4);
      data PT_LOAD FLAGS(6);
      tls PT_TLS FLAGS(4);
      note PT_NOTE FLAGS(4);
    }
    SECTIONS
    {
      . = 0x100000;
      __image_start = .;
    @UNPACK@
      .note.Xen : { KEEP(*(.note.Xen)) } :text :note
      .text : { *(.text .text.*) } :text
      . = ALIGN(4096);
      .rodata : { *(.rodata .rodata.*) } :rodata
      .tdata : { *(.tdata .tdata.*) } :rodata :tls
      .tbss : { *(.tbss .tbss.*) } :rodata :tls
      . = ALIGN(4096);
      .data : { *(.data .data.*) } :data
      .bss : { *(.bss .bss.* COMMON) } :data
      . = ALIGN(4096);
      .tables (NOLOAD) : { . += 0x2000; } :data
      __image_end = .;
      /DISCARD/ : { *(.comment) *(.note.GNU-stack) *(.eh_frame) }
    }
    """

  /// The note through which a virtual machine enters an image, in assembly.
  static let note = """
    .section .note.Xen, "a", @note
    .long 4, 4, 18
    .asciz "Xen"
    .long boot_entry

    """

  /// An entry that calls `main` and then waits.
  static let entry =
    note + """
      .text
      .byte 0x90
      .globl boot_entry
      boot_entry:
        call main
      1: hlt
        jmp 1b
      .globl put
      .type put, @function
      put:
        ret

      """
}
