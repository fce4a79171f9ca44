import Check
import Foundation
import LLVM
import LibraryOS
import Testing

/// What `served.json` says, held against the handlers themselves.
struct ServicesTests {

  /// What the library OS of this clone serves.
  static let services: Services? =
    (try? Installation.find()).flatMap { try? Services(of: $0) }

  @Test func handlersAndDescriptionsAgree() throws {
    let services = try #require(Self.services)
    let description = services.description
    let names = services.names
    let handled = Set(services.handlers.map { names[$0] })
    let known = Set(names.numbers.map { names[$0] })
    for name in description.partly.keys {
      #expect(handled.contains(name), "\(name) is said to be served in part")
    }
    for name in description.refused.keys {
      #expect(handled.contains(name), "\(name) is said to be refused")
    }
    for name in description.absent.keys {
      #expect(known.contains(name), "\(name) is no system call")
      #expect(!handled.contains(name), "\(name) is said to be missing")
    }
    for argument in description.arguments {
      for name in argument.systemCalls { #expect(handled.contains(name), "\(name)") }
    }
    // Whoever looks a system call up that is missing finds what to do instead.
    #expect(known.subtracting(handled).subtracting(description.absent.keys).sorted() == [])
  }

  @Test func enoughIsServed() throws {
    let table = SystemCallTable(try #require(Self.services))
    #expect(table.systemCalls.count == 357)
    #expect(Set(table.systemCalls.map(\.number)).count == table.systemCalls.count)
    #expect(table.count(.served) + table.count(.partly) >= 190)
    let last = table.text.split(separator: "\n").last.map(String.init) ?? ""
    #expect(last.hasPrefix("357 system calls: \(table.count(.served)) served, "))
    let sum = [.served, .partly, .refused, .absent].map(table.count).reduce(0, +)
    #expect(sum == table.systemCalls.count)
  }

  /// The error numbers that a handler returns whatever it is given, if it returns nothing else.
  private func constantRefusal(_ function: Function) -> Int64? {
    var results: [Int64] = []
    for block in function.blocks {
      for instruction in block.instructions where instruction.operation == .return {
        guard instruction.value.operandCount == 1,
          let number = instruction.value.operand(0).signedInteger, number < 0
        else { return nil }
        results.append(number)
      }
    }
    return Set(results).count == 1 ? results.first : nil
  }

  @Test func whatAlwaysRefusesSaysSo() throws {
    let services = try #require(Self.services)
    let installation = try Installation.find()
    let archive = try Archive(path: "\(installation.folder)/lib/libos.a")
    var refusals: Set<String> = []
    for (symbol, member) in archive.index where symbol.hasPrefix("system_call_") {
      let parts = symbol.split(separator: "_", maxSplits: 3)
      guard parts.count == 4, let number = Int(parts[2]) else { continue }
      let module = try Module(
        bitcode: archive.bytes(of: member), named: symbol, in: Context())
      let function = module.function(symbol)
      #expect(function != nil, "\(symbol) is not in its member")
      if let function, constantRefusal(function) != nil {
        refusals.insert(services.names[number])
      }
    }
    let description = services.description
    #expect(refusals.isSuperset(of: description.refused.keys))
    // An answer that is always the same may be the truth, but then the description says so.
    let unsaid = refusals.subtracting(description.refused.keys).subtracting(description.partly.keys)
    #expect(unsaid.sorted() == [])
  }

  /// The constants in the C library's `headers` whose names match `pattern` and none of `others`.
  private func constants(
    _ pattern: String, in headers: [String], but others: [String]
  ) throws -> Set<String> {
    var result: Set<String> = []
    let wanted = try Regex(pattern)
    let unwanted = try others.map { try Regex($0) }
    let folder = try Installation.find().headers
    for header in headers {
      let text = try String(contentsOfFile: "\(folder)/\(header)", encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split { $0 == " " || $0 == "\t" }
        guard words.count > 2, words[0] == "#define", words[1].wholeMatch(of: wanted) != nil,
          !unwanted.contains(where: { words[1].wholeMatch(of: $0) != nil })
        else { continue }
        result.insert(String(words[1]))
      }
    }
    return result
  }

  @Test func theHeadersConstantsAreAllJudged() throws {
    let services = try #require(Self.services)
    /// The last words of the names that are said to be served or missing in `systemCall`.
    func judged(_ systemCall: String) -> Set<String> {
      let arguments = services.description.arguments.filter {
        $0.systemCalls.contains(systemCall)
      }
      let names = arguments.flatMap { $0.served + $0.missing.keys }
      return Set(names.map { $0.split(separator: " ").last.map(String.init) ?? "" })
    }
    let commands = try constants(
      #"F_\w+"#, in: ["fcntl.h", "bits/fcntl.h"],
      but: [#"F_(OK|.?LOCK|TEST|(RD|WR|UN)LCK)"#, #"F_(SEAL|OWNER)_\w+"#, #"F_\w+64"#])
    #expect(commands.count > 20)
    #expect(commands.subtracting(judged("fcntl")).sorted() == [])
    let requests = try constants(
      #"(TC|TIOC|FIO|SIOC)\w+"#, in: ["bits/ioctl.h", "sys/ioctl.h"],
      but: [
        #"TIOCM_\w+"#, #"TIOCPKT_\w+"#, #"TIOCSER_TEMT"#, #"TC[GS]ETX\w*"#,
        #"SIOC(DEV|PROTO)PRIVATE"#,
      ])
    #expect(requests.count > 120)
    #expect(requests.subtracting(judged("ioctl")).sorted() == [])
    let options = try constants(
      #"SO_\w+"#, in: ["sys/socket.h"], but: [#"SO_(DETACH_BPF|GET_FILTER|SECURITY_\w+)"#])
    #expect(options.count > 50)
    #expect(options.subtracting(judged("setsockopt")).sorted() == [])
    #expect(options.subtracting(judged("getsockopt")).sorted() == [])
    let families = try constants(
      #"AF_\w+"#, in: ["sys/socket.h"], but: [#"AF_(MAX|UNSPEC|LOCAL|FILE|ROUTE)"#])
    #expect(families.count > 40)
    #expect(families.subtracting(judged("socket")).sorted() == [])
    let advice = try constants(#"MADV_\w+"#, in: ["sys/mman.h"], but: [])
    #expect(advice.count > 18)
    #expect(advice.subtracting(judged("madvise")).sorted() == [])
  }
}
