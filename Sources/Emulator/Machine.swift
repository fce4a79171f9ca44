/// The virtual machine that an image runs in.
package struct Machine: Hashable, Sendable {

  /// The kinds of machine that images boot on.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Nothing but what a guest needs; starts fastest.
    case microvm
    /// A current PC.
    case q35
    /// A PC of 1996.
    case pc
  }

  /// A port of the host that leads to one of the image.
  package struct Publication: Hashable, Sendable {
    /// The host's address to listen on.
    package let address: String
    /// The host's port.
    package let hostPort: UInt16
    /// The image's port.
    package let imagePort: UInt16
    /// `true` iff the port is one of UDP, not of TCP.
    package let isDatagram: Bool

    /// The publication that `text`, `[ADDRESS:]HOST:IMAGE[/udp]`, describes.
    package init?(_ text: String) {
      let halves = text.split(separator: "/", omittingEmptySubsequences: false)
      guard halves.count <= 2, halves.count == 1 || ["tcp", "udp"].contains(halves[1]) else {
        return nil
      }
      let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count == 2 || parts.count == 3, let hostPort = UInt16(parts[parts.count - 2]),
        let imagePort = UInt16(parts[parts.count - 1])
      else { return nil }
      address = parts.count == 3 ? String(parts[0]) : "127.0.0.1"
      self.hostPort = hostPort
      self.imagePort = imagePort
      isDatagram = halves.count == 2 && halves[1] == "udp"
    }

    /// The publication in QEMU's notation.
    var rule: String {
      "hostfwd=\(isDatagram ? "udp" : "tcp"):\(address):\(hostPort)-:\(imagePort)"
    }
  }

  /// A folder of the host that the image can reach by a tag.
  package struct Share: Hashable, Sendable {
    /// What the image calls it.
    package let tag: String
    /// The folder.
    package let folder: String

    /// The share that `text`, `[TAG=]FOLDER`, describes; the tag is `share` if there is none.
    package init?(_ text: String) {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      tag = parts.count == 2 ? String(parts[0]) : "share"
      folder = String(parts.last ?? "")
      if tag.isEmpty || tag.utf8.count > 31 || folder.isEmpty { return nil }
    }
  }

  /// What the machine is like.
  package var kind = Kind.microvm
  /// The size of its memory, in QEMU's notation.
  package var memory = "128M"
  /// The ports that are reached from the host.
  package var publications: [Publication] = []
  /// `true` iff the machine has a network card even if no port is published.
  package var hasNetwork = false

  /// The files that are the machine's disks.
  package var disks: [String] = []
  /// The folders of the host that the image can reach.
  package var shares: [Share] = []

  /// What QEMU is told besides.
  package var furtherArguments: [String] = []

  /// The default machine.
  package init() {}

  /// The file descriptor of QEMU's on which the image's exit status arrives.
  static let statusDescriptor: Int32 = 3

  /// The arguments of QEMU that boot the image at `path` with `commandLine`.
  package func arguments(image path: String, commandLine: String) -> [String] {
    var words = ["-M", kind.rawValue, "-cpu", "max", "-accel", "tcg", "-m", memory]
    words += ["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"]
    words += ["-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console"]
    words += ["-device", "isa-debug-exit,iobase=0x501,iosize=1"]
    words += ["-chardev", "file,id=status,path=/dev/fd/\(Self.statusDescriptor)"]
    words += ["-device", "isa-debugcon,iobase=0xe9,chardev=status"]
    if kind == .microvm { words += ["-global", "virtio-mmio.force-legacy=false"] }
    if hasNetwork || !publications.isEmpty { words += network }
    words += storage
    words += furtherArguments + ["-kernel", path]
    return commandLine.isEmpty ? words : words + ["-append", commandLine]
  }

  /// The arguments that give the machine a network card behind QEMU's own network.
  private var network: [String] {
    let rules = ["user", "id=network"] + publications.map(\.rule)
    let card =
      kind == .microvm
      ? ["-device", "virtio-net-device,netdev=network"]
      : ["-device", "virtio-net-pci,netdev=network,disable-legacy=on,romfile="]
    return ["-netdev", rules.joined(separator: ",")] + card
  }

  /// The arguments that give the machine its disks and the host's folders.
  private var storage: [String] {
    /// Returns `path` as an option of QEMU's holds it.
    func escaped(_ path: String) -> String { path.replacing(",", with: ",,") }
    let bus = kind == .microvm ? "device" : "pci"
    let disks = disks.enumerated().flatMap { number, path in
      [
        "-drive", "file=\(escaped(path)),if=none,format=raw,id=disk\(number)",
        "-device", "virtio-blk-\(bus),drive=disk\(number)",
      ]
    }
    let shares = shares.enumerated().flatMap { number, share in
      [
        "-fsdev", "local,id=share\(number),path=\(escaped(share.folder)),security_model=none",
        "-device", "virtio-9p-\(bus),fsdev=share\(number),mount_tag=\(escaped(share.tag))",
      ]
    }
    return disks + shares
  }
}
