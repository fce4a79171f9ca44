import Foundation
import TestSupport
import Testing

/// `specialise run`, with a kernel that does what the last letter of its command line says.
struct RunTests {

  /// Runs the kernel with `words` after the image's name.
  private func run(_ words: [String], input: String = "") throws -> Command {
    try Command.specialise(["run", TestKernel.path] + words, input: input)
  }

  @Test(arguments: ["microvm", "q35", "pc"])
  func outputAndStatus(machine: String) throws {
    let result = try run(["--machine", machine, "--memory", "16M", "--", "a b", "\"q\"", "p"])
    #expect(result.output == "-- \"a b\" \"\\\"q\\\"\" p\n")
    #expect(result.status == 7)
    #expect(result.errors == "")
  }

  @Test func settingsComeFirst() throws {
    let result = try run(["--append", "A=1", "--append", "B=2", "--", "p"])
    #expect(result.output == "A=1 B=2 -- p\n")
  }

  @Test func inputArrivesWholeAndEnds() throws {
    let text = (0..<2000).map { "line \($0)\n" }.joined() + "no line break"
    let result = try run(["--", "e"], input: text)
    #expect(result.output == text)
    #expect(result.status == 0)
    #expect(try run(["--", "e"], input: "").output == "")
  }

  @Test func faultsAreExplained() throws {
    let result = try run(["--", "f"])
    #expect(result.status == 132)
    #expect(result.output == "before\nspecialise: fault 6 at 200000 address 0 code 0\n")
    #expect(result.errors.contains("invalid instruction at 0x200000"))
  }

  @Test func timeIsLimited() throws {
    let result = try run(["--timeout", "0.5", "--time", "--", "l"])
    #expect(result.status == 124)
    #expect(result.output == "waiting\n")
    #expect(result.errors.contains("was stopped after 0.5 seconds"))
    #expect(result.errors.contains("ran for"))
  }

  @Test func otherEndings() throws {
    #expect(try run(["--", "x"]).status == 9)
    let reset = try run(["--", "t"])
    #expect(reset.status == 1)
    #expect(reset.errors.contains("stopped without an exit status"))
  }

  /// What the scripts share: `wait_for FILE` waits until the kernel runs, `left MARKER` says `left` if
  /// QEMU is still there a while after it should have gone.
  private static let helpers = """
    wait_for() { for try in $(seq 200); do grep -q waiting "$1" && break; sleep 0.1; done; }
    running() {
      for process in /proc/[0-9]*; do
        tr '\\0' ' ' <$process/cmdline 2>/dev/null | grep -q "^/.*qemu.*$1" && return
      done
      return 1
    }
    left() { for try in $(seq 50); do running "$1" || return 0; sleep 0.1; done; echo left; }

    """

  /// Runs `script` with the tool, the kernel and a scratch file as arguments.
  private func runScript(_ script: String) throws -> Command {
    let folder = try TemporaryFolder()
    return try Command.run(
      "/bin/bash",
      ["-c", Self.helpers + script, Command.specialise, TestKernel.path, "\(folder.path)/output"])
  }

  @Test(
    arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129), (SIGKILL, 137)] as [(Int32, Int32)])
  func signalsEndTheMachine(number: Int32, status: Int32) throws {
    let marker = UUID().uuidString
    let result = try runScript(
      """
      "$0" run "$1" -- \(marker) l >"$2" & pid=$!
      wait_for "$2"; running \(marker) || echo none
      kill -\(number) $pid; wait $pid; status=$?
      left \(marker); exit $status
      """)
    #expect(result.status == status)
    #expect(result.output == "")
  }

  @Test func hangUpsCanBeIgnored() throws {
    let marker = UUID().uuidString
    let result = try runScript(
      """
      trap "" HUP
      "$0" run "$1" -- \(marker) l >"$2" & pid=$!
      wait_for "$2"; kill -HUP $pid; sleep 0.3; running \(marker) || echo none
      kill -TERM $pid; wait $pid; status=$?
      left \(marker); exit $status
      """)
    #expect(result.status == 143)
    #expect(result.output == "")
  }

  @Test func readersThatGoAwayEndASilentMachine() throws {
    let marker = UUID().uuidString
    let result = try runScript(
      """
      "$0" run "$1" -- \(marker) l | { read -r line; echo "$line"; }
      echo "${PIPESTATUS[0]}"; left \(marker)
      """)
    #expect(result.output == "waiting\n141\n")
  }

  @Test func aReaderMayGoAway() throws {
    let script = #"yes | "$0" run "$1" -- e | head -n 1; echo "${PIPESTATUS[1]}""#
    let result = try Command.run("/bin/bash", ["-c", script, Command.specialise, TestKernel.path])
    #expect(result.output == "y\n141\n")
  }

  @Test func standardStreamsMayBeClosed() throws {
    let script = #""$0" run "$1" -- e <&-; echo $?; "$0" run "$1" -- p >&-; echo $?"#
    let result = try Command.run("/bin/bash", ["-c", script, Command.specialise, TestKernel.path])
    #expect(result.output == "0\n7\n")
  }

  @Test func wrongCommandLines() throws {
    #expect(try Command.specialise(["run"]).status == 2)
    #expect(try run(["--memory", "lots"]).status == 2)
    #expect(try run(["--publish", "80"]).status == 2)
    #expect(try run(["--machine", "mainframe"]).status == 2)
    #expect(try run(["--timeout", "0"]).status == 2)
    let folder = try TemporaryFolder()
    try folder.write("text", to: "image")
    let result = try Command.specialise(["run", "image"], in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("image: error: this is not an image that boots"))
    #expect(result.errors.contains("recommendation:"))
  }
}
