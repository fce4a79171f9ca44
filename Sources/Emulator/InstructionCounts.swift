internal import FoundationEssentials
package import LibraryOS
package import Model

/// How often each instruction of an image is executed in a run, and which functions they belong to.
///
/// QEMU counts by a plugin that set-up builds, and writes the counts to a file of ours when it ends. The
/// names come from the symbols beside the image (`IMAGE.sym`). Pieces of code that the code generator
/// shares between functions count as themselves, since nothing says on whose behalf they were executed.
package final class InstructionCounts {

  /// Where the code of a function lies.
  struct Extent: Hashable {
    /// The function's name.
    let name: String
    /// The address of its first byte.
    let start: UInt64
    /// Its bytes; 0 if nothing says how many.
    let size: UInt64
  }

  /// The image.
  private let image: BootableImage
  /// The functions of the image, by address.
  private let functions: [Extent]
  /// The plugin.
  private let plugin: String
  /// Where the plugin writes.
  private let file: String

  /// Counts for a run of `image`, with what `installation` holds.
  package init(of image: BootableImage, installation: Installation) throws(Diagnostic) {
    self.image = image
    plugin = try installation.path(of: "plugins/libinstructions.so")
    let symbols = image.path + ".sym"
    guard let data = FileManager.default.contents(atPath: symbols),
      let elf = try? ElfFile([UInt8](data))
    else {
      throw .error(
        at: Site(symbols), "the image's symbols cannot be read, and so no function has a name",
        recommendation: "keep the file that was made beside the image")
    }
    functions = elf.symbols.filter { $0.kind == .function }
      .map { Extent(name: $0.name, start: $0.value, size: $0.size) }
      .sorted { $0.start < $1.start }
    file =
      FileManager.default.temporaryDirectory
      .appending(path: "specialise-counts-\(UUID().uuidString)").path()
  }

  deinit { try? FileManager.default.removeItem(atPath: file) }

  /// The arguments with which QEMU counts.
  var arguments: [String] {
    ["-plugin", "\(plugin.replacing(",", with: ",,")),out=\(file),places=on"]
  }

  /// Returns what the run executed, after its end.
  package func profile() throws(Diagnostic) -> Profile {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .error(
        at: Site(image.path), "QEMU ended without saying what it executed",
        recommendation: "see what QEMU says above")
    }
    return Self.profile(of: String(decoding: data, as: UTF8.self), functions: functions)
  }

  /// Returns how many instructions each of `functions`, which are sorted by address, executed by
  /// `counts`: the sum, and then lines with an address and its count.
  static func profile(of counts: String, functions: [Extent]) -> Profile {
    var profile = Profile()
    for line in counts.split(separator: "\n").dropFirst() {
      let words = line.split(separator: " ")
      guard words.count == 2, let address = UInt64(words[0], radix: 16),
        let count = UInt64(words[1]), let function = function(at: address, of: functions)
      else { continue }
      profile.add(count, to: function.name)
    }
    return profile
  }

  /// Returns the one of `functions` that begins last before `address` or there.
  private static func function(at address: UInt64, of functions: [Extent]) -> Extent? {
    var (low, high) = (0, functions.count)
    while low < high {
      let middle = (low + high) / 2
      if functions[middle].start <= address { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let found = functions[low - 1]
    return found.size == 0 || address - found.start < found.size ? found : nil
  }
}
