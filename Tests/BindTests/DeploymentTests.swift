import Bind
import Model
import TestSupport
import Testing

/// Reading deployment files.
@Suite struct DeploymentTests {

  /// Reads the deployment `text`, beside which `files` lie.
  private func read(_ text: String, files: [String: String] = [:]) throws -> Deployment {
    let folder = try TemporaryFolder()
    for (name, content) in files { try folder.write(content, to: name) }
    try folder.write(text, to: "deployment.yaml")
    var result = try Deployment(path: "\(folder.path)/deployment.yaml")
    // What the test compares does not depend on where the folder is.
    result.files = result.files.mapValues { String($0.dropFirst(folder.path.count + 1)) }
    return result
  }

  /// The lines and messages of what is wrong with `text`.
  private func problems(of text: String, files: [String: String] = [:]) -> [String] {
    do {
      _ = try read(text, files: files)
      return []
    } catch let failure as DiagnosedFailure {
      return failure.diagnostics.map { "\($0.site?.line ?? 0): \($0.message)" }
    } catch let diagnostic as Diagnostic {
      return ["\(diagnostic.site?.line ?? 0): \(diagnostic.message)"]
    } catch {
      return ["\(error)"]
    }
  }

  @Test(arguments: ["", "# nothing\n"])
  func defaults(text: String) throws {
    let deployment = try read(text)
    #expect(deployment.arguments == .boot)
    #expect(deployment.environment.isEmpty)
    #expect(deployment.files.isEmpty)
    #expect(deployment.memory == nil)
  }

  @Test(arguments: [
    ("stream", false, false), ("terminal", true, false), ("virtio", false, true),
    ("virtio-terminal", true, true),
  ])
  func consoles(word: String, isTerminal: Bool, isVirtio: Bool) throws {
    let deployment = try read("console: \(word)\n")
    #expect(deployment.consoleIsTerminal == isTerminal)
    #expect(deployment.consoleIsVirtio == isVirtio)
  }

  @Test func mounts() throws {
    let deployment = try read("mounts:\n  /data: disk:1\n  /host: share:music\n  /x/y: share\n")
    #expect(deployment.mounts["/data"]?.kind == .disk)
    #expect(deployment.mounts["/data"]?.source == "1")
    #expect(deployment.mounts["/host"]?.source == "music")
    #expect(deployment.mounts["/x/y"]?.source == "share")
    #expect(Mount("disk")?.source == "0")
  }

  @Test func everyKey() throws {
    let deployment = try read(
      """
      arguments: [app, -v, "two words", 5]
      environment:
        TZ: UTC
        HOME: /
      files:
        /etc/app.conf: app.conf
      console: terminal
      memory: 64M
      """, files: ["app.conf": "x"])
    #expect(deployment.arguments == .fixed(["app", "-v", "two words", "5"]))
    #expect(deployment.environment.map(\.name) == ["HOME", "TZ"])
    #expect(deployment.files == ["/etc/app.conf": "app.conf"])
    #expect(deployment.consoleIsTerminal)
    #expect(deployment.memory == 64 << 20)
    #expect(deployment.memorySite?.line == 8)
  }

  @Test func argumentsAtBoot() throws {
    #expect(try read("arguments: boot\n").arguments == .boot)
    #expect(try read("arguments: []\n").arguments == .fixed([]))
  }

  @Test func foldersStandForTheirFiles() throws {
    let deployment = try read(
      "files:\n  /www: site\n  /: root\n",
      files: ["site/a.html": "", "site/deep/b.html": "", "root/etc/motd": ""])
    #expect(
      deployment.files == [
        "/www/a.html": "site/a.html", "/www/deep/b.html": "site/deep/b.html",
        "/etc/motd": "root/etc/motd",
      ])
  }

  @Test func pathsHaveOneSpelling() throws {
    let deployment = try read("files:\n  //a/./b//c: x\n", files: ["x": ""])
    #expect(deployment.files.keys.sorted() == ["/a/b/c"])
  }

  @Test(arguments: [
    ("memory: 1G\nmemmory: 2G\n", ["2: unknown key 'memmory'"]),
    ("mounts:\n  /data: floppy\n", ["2: 'floppy' cannot be mounted"]),
    ("mounts:\n  /data: disk:x\n", ["2: 'disk:x' cannot be mounted"]),
    ("mounts:\n  /: disk\n", ["2: '/' is no place for a mount"]),
    ("mounts:\n  /a/../b: disk\n", ["2: '/a/../b' is no place for a mount"]),
    ("mounts: disk\n", ["1: 'mounts' must be a mapping"]),
    ("- a\n", ["1: a deployment is a mapping of keys to values"]),
    ("arguments: 5\n", ["1: 'arguments' must be a list, or the word boot"]),
    ("devices: entropy\n", ["1: 'devices' must be a list"]),
    ("console: loud\n", ["1: 'console' must be one of stream, terminal, virtio, virtio-terminal"]),
    ("memory: 9999999999G\n", ["1: 'memory' must be a size such as 64M, not '9999999999G'"]),
    ("memory: 1M\n\nmemory: 2M\n", ["3: the key 'memory' stands twice"]),
    ("files:\n  x: x\n", ["2: 'x' is no absolute path in the image"]),
    ("files:\n  /x: nothing\n", ["2: no such file on this machine: FOLDER/nothing"]),
    (
      "environment: [a]\nconsole: 7\n",
      [
        "1: 'environment' must be a mapping",
        "2: 'console' must be one of stream, terminal, virtio, virtio-terminal",
      ]
    ),
  ])
  func mistakes(text: String, messages: [String]) {
    let found = problems(of: text, files: ["x": ""]).map {
      $0.replacing(/machine: .*\//, with: "machine: FOLDER/")
    }
    #expect(found == messages)
  }
}
