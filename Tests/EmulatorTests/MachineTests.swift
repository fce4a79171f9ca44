import Emulator
import Model
import TestSupport
import Testing

/// QEMU's arguments, and what it is given to boot.
struct MachineTests {

  @Test(arguments: Machine.Kind.allCases)
  func consoleExitAndImage(kind: Machine.Kind) {
    var machine = Machine()
    machine.kind = kind
    machine.memory = "64M"
    let words = machine.arguments(image: "a,b.elf", commandLine: "-- x")
    #expect(
      words.joined(separator: " ").hasPrefix("-M \(kind.rawValue) -cpu max -accel tcg -m 64M"))
    #expect(words.contains("isa-debug-exit,iobase=0x501,iosize=1"))
    #expect(words.contains("isa-debugcon,iobase=0xe9,chardev=status"))
    #expect(words.suffix(4) == ["-kernel", "a,b.elf", "-append", "-- x"])
    #expect(!words.contains("-netdev"))
    #expect(machine.arguments(image: "x", commandLine: "").last == "x")
  }

  @Test func publishedPorts() throws {
    var machine = Machine()
    machine.publications = [
      try #require(Machine.Publication("8080:80")),
      try #require(Machine.Publication("0.0.0.0:5353:53/udp")),
    ]
    let words = machine.arguments(image: "x", commandLine: "")
    let rules = "hostfwd=tcp:127.0.0.1:8080-:80,hostfwd=udp:0.0.0.0:5353-:53"
    #expect(words.contains("user,id=network,\(rules)"))
    #expect(words.contains("virtio-net-device,netdev=network"))
    machine.kind = .q35
    machine.publications = []
    machine.hasNetwork = true
    #expect(
      machine.arguments(image: "x", commandLine: "")
        .contains { $0.hasPrefix("virtio-net-pci,netdev=network") })
  }

  @Test func disksAndShares() throws {
    var machine = Machine()
    machine.disks = ["a,b.img", "c.img"]
    machine.shares = [try #require(Machine.Share("x/y")), try #require(Machine.Share("music=/m"))]
    let words = machine.arguments(image: "x", commandLine: "")
    #expect(words.contains("file=a,,b.img,if=none,format=raw,id=disk0"))
    #expect(words.contains("virtio-blk-device,drive=disk1"))
    #expect(words.contains("local,id=share0,path=x/y,security_model=none"))
    #expect(words.contains("virtio-9p-device,fsdev=share0,mount_tag=share"))
    #expect(words.contains("virtio-9p-device,fsdev=share1,mount_tag=music"))
    machine.kind = .q35
    #expect(
      machine.arguments(image: "x", commandLine: "").contains("virtio-blk-pci,drive=disk0"))
    #expect(Machine.Share("=x") == nil && Machine.Share("a=") == nil)
  }

  @Test(arguments: ["", "80", "80:", ":80", "80:80:", "1:2:3:4", "99999:1", "80:80/sctp", "a:b"])
  func wrongPublications(text: String) {
    #expect(Machine.Publication(text) == nil)
  }

  @Test func imagesAreRecognised() throws {
    #expect(throws: Never.self) { try BootableImage(path: TestKernel.path) }
    let folder = try TemporaryFolder()
    let kernel = try TemporaryFolder.bytes(at: TestKernel.path)
    for (name, bytes, problem) in [
      ("empty", [], "it does not start as an ELF file does"),
      ("bitcode", [0x42, 0x43, 0xC0, 0xDE], "it is bitcode"),
      ("short", Array(kernel.prefix(100)), "it ends early"),
      ("other", kernel.replacingMachine(with: 183), "it is not for x86-64"),
      ("plain", kernel.withoutNoteName(), "it has no PVH note"),
    ] as [(String, [UInt8], String)] {
      try folder.write(bytes, to: name)
      let error = #expect(throws: Diagnostic.self) {
        try BootableImage(path: "\(folder.path)/\(name)")
      }
      #expect(error?.message.contains(problem) == true, "\(name): \(error?.message ?? "")")
    }
    #expect(throws: Diagnostic.self) { try BootableImage(path: "\(folder.path)/none") }
    #expect(throws: Diagnostic.self) { try BootableImage(path: folder.path) }
  }
}

extension [UInt8] {

  /// The ELF file for another machine.
  fileprivate func replacingMachine(with number: UInt8) -> [UInt8] {
    var result = self
    result[18] = number
    return result
  }

  /// The ELF file with the name of its notes changed.
  fileprivate func withoutNoteName() -> [UInt8] {
    var result = self
    for index in 0..<(result.count - 4)
    where Array(result[index..<index + 4]) == Array("Xen\0".utf8) {
      result[index] = 0x59
    }
    return result
  }
}
