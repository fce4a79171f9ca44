internal import Foundation

/// The kernel in `Kernel/kernel.S`, built once for each test process.
package enum TestKernel {

  /// The image: an ELF file with symbols and debug information.
  package static let path: String = {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Kernel")
    let object = "\(folder.path)/kernel.o"
    let image = "\(folder.path)/kernel.elf"
    let steps = [
      [
        "clang-22", "--target=x86_64-linux-musl", "-g", "-c",
        sources.appending(path: "kernel.S").path, "-o", object,
      ],
      ["ld.lld-22", "-T", sources.appending(path: "kernel.ld").path, object, "-o", image],
    ]
    for step in steps {
      let result = try? Command.run("/usr/bin/env", step)
      precondition(result?.status == 0, "the test kernel cannot be built: \(result?.errors ?? "")")
    }
    return image
  }()

  /// Where the kernel is built; kept until the process ends.
  private static let folder: TemporaryFolder = {
    guard let folder = try? TemporaryFolder() else { preconditionFailure("no folder can be made") }
    return folder
  }()
}
