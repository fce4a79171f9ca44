import Model
import Yams

/// What a deployment says about the network.
package struct Network: Hashable, Sendable {

  /// The address of the first interface, in the order of bytes of the network; `nil` for DHCP.
  package var address: UInt32?
  /// The mask of its network.
  package var mask: UInt32 = 0
  /// The gateway, or 0.
  package var gateway: UInt32 = 0
  /// The server for names, or 0.
  package var nameServer: UInt32 = 0
  /// `true` iff frames of IPv6 are dealt with.
  package var hasIPv6 = true
  /// `true` iff there is an interface beside the one that leads back.
  package var hasInterface = true

  /// The network that a deployment without a word on it has: everything, by DHCP.
  package init() {}

  /// The address in `text`, four numbers with dots between them, with its first byte lowest.
  static func address(_ text: Substring) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    var result: UInt32 = 0
    for part in parts.reversed() {
      guard let part else { return nil }
      result = result << 8 | UInt32(part)
    }
    return result
  }

  /// Sets address and mask from `text`, such as `10.0.2.15/24`; `false` if it is none.
  mutating func setAddress(_ text: String) -> Bool {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, let address = Self.address(halves[0]), address != 0,
      let bits = Int(halves[1]), (0...32).contains(bits)
    else { return false }
    self.address = address
    mask = (bits == 0 ? 0 : UInt32.max << (32 - UInt32(bits))).byteSwapped
    return true
  }
}

/// Devices that a deployment may name, with the registrations that stand for each.
enum Device: String, CaseIterable {
  case mmio, pci, network, block, entropy, console
  case sharedFolder = "9p"

  /// `true` iff only a deployment that lists the device has it: few machines need it.
  var isOnDemand: Bool { self == .entropy }

  /// The registrations that a deployment without this device does not have, by their symbols.
  var registrations: [String] {
    switch self {
    case .mmio: ["registration_virtio_transport_mmio"]
    case .pci: ["registration_virtio_transport_pci"]
    case .network: ["registration_network_driver_virtio"]
    case .block: ["registration_block_driver_virtio"]
    case .entropy: ["registration_entropy_source_virtio"]
    case .console: ["registration_console_driver_virtio"]
    case .sharedFolder: ["registration_file_system_9p"]
    }
  }
}

extension Deployment {

  /// The registrations that the program does not get, by their symbols.
  var excludedRegistrations: Set<String> {
    var result: Set<String> = []
    if !network.hasInterface { result.formUnion(Device.network.registrations) }
    if !network.hasIPv6 { result.insert("registration_network_protocol_ipv6") }
    result.formUnion(unusedFileSystems)
    if !consoleIsVirtio { result.formUnion(Device.console.registrations) }
    let missing = Device.allCases.filter { device in
      guard let devices else { return device.isOnDemand }
      return !devices.contains(device.rawValue)
    }
    result.formUnion(missing.flatMap(\.registrations))
    return result
  }

  /// Reads the network `value`: a word, or a mapping.
  func network(_ value: Node, _ path: String) throws -> Network {
    var result = Network()
    result.hasIPv6 = false
    if let word = value.scalar?.string {
      guard word == "dhcp" || word == "none" else {
        throw problem(
          value, path, "'network' must be dhcp, none, or a mapping", "write `network: dhcp`")
      }
      result.hasInterface = word == "dhcp"
      return result
    }
    for (name, text) in try pairs(value, "network", path) {
      let isRight: Bool
      switch name {
      case "address":
        isRight = text == "dhcp" || result.setAddress(text)
      case "gateway":
        isRight = set(\.gateway, of: &result, text)
      case "name-server":
        isRight = set(\.nameServer, of: &result, text)
      case "ipv6":
        result.hasIPv6 = text == "auto"
        isRight = ["auto", "none"].contains(text)
      default:
        throw problem(
          value, path, "unknown key '\(name)' in 'network'",
          "known keys are address, gateway, name-server, ipv6")
      }
      if !isRight {
        throw problem(
          value, path, "'\(text)' is no \(name)",
          "write `address: 10.0.2.15/24`, `gateway: 10.0.2.2`, `ipv6: auto`")
      }
    }
    return result
  }

  /// Sets a field of `network` to the address in `text`; `false` if it is none.
  private func set(
    _ field: WritableKeyPath<Network, UInt32>, of network: inout Network, _ text: String
  ) -> Bool {
    guard let address = Network.address(text[...]) else { return false }
    network[keyPath: field] = address
    return true
  }

  /// Reads the list of devices `value`.
  func devices(_ value: Node, _ path: String) throws -> Set<String> {
    let known = Device.allCases.map(\.rawValue)
    let names = try texts(value, "devices", path, such: "mmio, network")
    for name in names where !known.contains(name) {
      throw problem(
        value, path, "unknown device '\(name)'",
        "known devices are \(known.joined(separator: ", "))")
    }
    return Set(names)
  }
}
