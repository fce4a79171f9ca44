package import Model

/// What is known when the image is built: the deployment file's content, or its defaults.
package struct Deployment: Hashable, Sendable {

  /// A value that is either built into the image or given when it boots.
  package enum Binding<Value: Hashable & Sendable>: Hashable, Sendable {
    /// Built into the image.
    case fixed(Value)
    /// Taken from the kernel command line.
    case boot
  }

  /// The program's arguments, its own name first.
  package var arguments: Binding<[String]> = .boot
  /// The program's environment: names with values, sorted by name.
  package var environment: [(name: String, value: String)] {
    variables.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
  /// The program's environment by name.
  package var variables: [String: String] = [:]
  /// The files of the image: path in the image with the path on the host.
  package var files: [String: String] = [:]
  /// `true` iff the program is to believe that its console is a terminal.
  package var consoleIsTerminal = false
  /// `true` iff the console is a virtio device, not the serial port.
  package var consoleIsVirtio = false
  /// The memory that `specialise run` gives the machine, in bytes, if the deployment says so.
  package var memory: Int?
  /// Where the deployment file says so.
  package var memorySite: Site?
  /// What the program's network is.
  package var network = Network()
  /// The devices that the program may use; `nil` for all.
  package var devices: Set<String>?

  /// The file systems that are attached to the tree of files, by their paths.
  package var mounts: [String: Mount] = [:]

  /// A deployment of defaults only.
  package init() {}
}
