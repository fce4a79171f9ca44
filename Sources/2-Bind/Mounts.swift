import Model
import Yams

/// A file system that is attached to the tree of files.
package struct Mount: Hashable, Sendable {

  /// The file systems that there are; the names are those of their registrations.
  package enum Kind: String, CaseIterable, Sendable {
    case disk = "ext4"
    case share = "9p"

    /// The registration of the file system, by its symbol.
    var registration: String { "registration_file_system_\(rawValue)" }
  }

  /// Which file system.
  package let kind: Kind
  /// What it lies on: the number of a disk, or the tag of a shared folder.
  package let source: String

  /// The mount that `text` describes: `disk`, `disk:NUMBER`, `share` or `share:TAG`.
  package init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let source = parts.count == 2 ? String(parts[1]) : nil
    switch parts.first {
    case "disk":
      guard let number = UInt8(source ?? "0") else { return nil }
      self.init(kind: .disk, source: String(number))
    case "share":
      let tag = source ?? "share"
      guard !tag.isEmpty, tag.utf8.count < 32 else { return nil }
      self.init(kind: .share, source: tag)
    default: return nil
    }
  }

  /// The file system `kind` on `source`.
  private init(kind: Kind, source: String) {
    self.kind = kind
    self.source = source
  }
}

extension Deployment {

  /// The file systems that no mount needs, by the symbols of their registrations.
  var unusedFileSystems: [String] {
    let used = Set(mounts.values.map(\.kind))
    return Mount.Kind.allCases.filter { !used.contains($0) }.map(\.registration)
  }

  /// Reads the mapping of paths in the image to what is mounted there.
  func mounts(_ value: Node, _ path: String) throws -> [String: Mount] {
    var result: [String: Mount] = [:]
    for (name, text) in try pairs(value, "mounts", path) {
      let parts = name.split(separator: "/", omittingEmptySubsequences: false)
      guard name.hasPrefix("/"), name.count > 1, !name.utf8.contains(0),
        !parts.dropFirst().contains(where: { ["", ".", ".."].contains($0) })
      else {
        throw problem(
          value, path, "'\(name)' is no place for a mount", "write an absolute path like /data")
      }
      guard let mount = Mount(text) else {
        throw problem(
          value, path, "'\(text)' cannot be mounted",
          "write disk, disk:NUMBER, share or share:TAG")
      }
      result[name] = mount
    }
    return result
  }
}
