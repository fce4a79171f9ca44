internal import FoundationEssentials
package import LibraryOS
package import Model

/// How often each instruction of an image is executed in a run, and which functions they belong to.
///
/// QEMU counts by a plugin that set-up builds, and writes the counts to a file of ours when it ends. The
/// names come from the symbols beside the image (`IMAGE.sym`). Pieces of code that the code generator
/// shares between functions count as themselves, since nothing says on whose behalf they were executed.
package final class InstructionCounts {

  /// The image.
  private let image: BootableImage
  /// The functions of the image.
  private let symbols: ElfSymbols
  /// The plugin.
  private let plugin: String
  /// Where the plugin writes.
  private let file: String

  /// Counts for a run of `image`, with what `installation` holds.
  package init(of image: BootableImage, installation: Installation) throws(Diagnostic) {
    self.image = image
    plugin = try installation.path(of: "plugins/libinstructions.so")
    let found = FaultExplanation.companion(of: image.path, suffix: ".sym")
    guard let symbols = found.flatMap({ ElfSymbols(file: $0) }) else {
      throw .error(
        at: Site(image.path + ".sym"),
        "the image's symbols cannot be read, and so no function has a name",
        recommendation: "keep the file that was made beside the image")
    }
    self.symbols = symbols
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
    return Self.profile(of: String(decoding: data, as: UTF8.self), symbols: symbols)
  }

  /// Returns how many instructions each function of `symbols` executed by `counts`: the sum, and then
  /// lines with an address and its count.
  static func profile(of counts: String, symbols: ElfSymbols) -> Profile {
    var profile = Profile()
    for line in counts.split(separator: "\n").dropFirst() {
      let words = line.split(separator: " ")
      guard words.count == 2, let address = UInt64(words[0], radix: 16),
        let count = UInt64(words[1]), let function = symbols.reaching(address)
      else { continue }
      profile.add(count, to: function.name)
    }
    return profile
  }
}
