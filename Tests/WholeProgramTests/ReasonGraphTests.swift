import Model
import Testing
import WholeProgram

/// Chains, slots and prices of the graph of reasons.
@Suite struct ReasonGraphTests {

  /// The place at `line` of a file.
  private func at(_ line: Int) -> Site { Site("a.c", line: line) }

  /// An entry of the ledger about `symbol`.
  private func entry(_ symbol: String) -> Assumption {
    Assumption(hazard: "assembly", assumption: "anything", symbol: symbol)
  }

  @Test func chainsByNameArePreferred() {
    var graph = ReasonGraph(names: ["main", "table", "near", "far", "target"])
    graph.add(.root, 0)
    graph.add(.use, 1, from: 0, at: at(1))
    graph.add(.call, 2, from: 0, at: at(2))
    graph.add(.call, 3, from: 2, at: at(3))
    // Shorter, but it takes a reader of the table as well.
    let read = graph.addHelper()
    graph.add(.use, read, from: 0, at: at(4))
    graph.add(.slot, 4, from: 1, with: read, offset: 8)
    graph.add(.call, 4, from: 3, at: at(5))
    let target = graph.explanations["target"]
    #expect(target?.step == .call)
    #expect(target?.from == "far")
    #expect(target?.site == at(5))
    #expect(graph.explanations["main"]?.step == .root)
  }

  @Test func bothHalvesAreNeededAndTold() {
    var graph = ReasonGraph(names: ["main", "table", "function", "orphan"])
    graph.add(.root, 0)
    graph.add(.use, 1, from: 0, at: at(1))
    let read = graph.addHelper()
    let address = graph.addHelper(about: 2)
    let call = graph.addHelper()
    graph.add(.slot, address, from: 1, with: read, offset: 16)
    graph.add(.address, 2, from: address, with: call)
    #expect(graph.explanations["function"] == nil, "nothing reads the table")
    #expect(graph.readSlots == [])
    graph.add(.use, read, from: 0, at: at(2))
    #expect(graph.explanations["function"] == nil, "nothing calls it")
    graph.add(.call, call, from: 0, at: at(3))
    #expect(
      graph.explanations["function"]
        == Explanation(
          step: .slot, from: "table", site: nil, with: "main", withSite: at(2), offset: 16,
          caller: "main", callSite: at(3), withStep: .use))
    #expect(graph.explanations["orphan"] == nil)
    #expect(
      graph.readSlots == [
        ReadSlot(
          variable: "table", offset: 16, target: "function",
          readers: [SystemCallUse.Place(symbol: "main", site: at(2))])
      ])
  }

  @Test func circlesExplainNothing() {
    var graph = ReasonGraph(names: ["main", "one", "other"])
    graph.add(.root, 0)
    graph.add(.call, 1, from: 2)
    graph.add(.call, 2, from: 1)
    #expect(graph.explanations.keys.sorted() == ["main"])
  }

  @Test func whatIsSeenIsPreferredToWhatIsAssumed() {
    var graph = ReasonGraph(names: ["main", "handler", "helper"])
    graph.add(.root, 0)
    graph.add(.escape, 1, from: 0, at: at(1), entry: graph.addEntry(entry("handler")))
    graph.add(.call, 2, from: 0, at: at(2))
    graph.add(.call, 1, from: 2, at: at(3))
    #expect(graph.explanations["handler"]?.from == "helper")
  }

  @Test func pricesAreWhatWouldGo() {
    var graph = ReasonGraph(names: ["main", "handler", "below", "shared", "other"])
    graph.add(.root, 0)
    let one = graph.addEntry(entry("handler"))
    let two = graph.addEntry(entry("other"))
    let three = graph.addEntry(entry("main"))
    graph.add(.escape, 1, from: 0, at: at(1), entry: one)
    graph.add(.call, 2, from: 1)
    graph.add(.call, 3, from: 1)
    graph.add(.escape, 4, from: 0, at: at(2), entry: two)
    graph.add(.call, 3, from: 4)
    graph.add(.root, 0, entry: three)
    let prices = graph.prices([
      "main": 1, "handler": 10, "below": 100, "shared": 1000, "other": 10_000,
    ])
    #expect(prices.entries == [110, 10_000, 0], "what is shared stays; main has another reason")
    #expect(prices.hazards == ["assembly": 11_110])
  }

  @Test func pricesWithTwoPremisesAndCycles() {
    var graph = ReasonGraph(names: ["main", "table", "reader", "handler", "here", "there"])
    graph.add(.root, 0)
    let one = graph.addEntry(entry("table"))
    let two = graph.addEntry(entry("reader"))
    graph.add(.escape, 1, from: 0, entry: one)
    graph.add(.escape, 2, from: 0, entry: two)
    graph.add(.slot, 3, from: 1, with: 2)
    graph.add(.call, 4, from: 1)
    graph.add(.call, 4, from: 5)
    graph.add(.call, 5, from: 2)
    graph.add(.call, 5, from: 4)
    let prices = graph.prices([
      "main": 1, "table": 10, "reader": 100, "handler": 1000, "here": 10_000, "there": 100_000,
    ])
    #expect(prices.entries == [1010, 1100], "the handler needs both, the cycle either")
    #expect(prices.hazards == ["assembly": 111_110])
  }

  @Test func anotherGraphCompletes() {
    var graph = ReasonGraph(names: ["main", "known"])
    graph.add(.root, 0)
    graph.add(.call, 1, from: 0, at: at(1))
    var other = ReasonGraph(names: ["known", "main", "outlined"])
    other.add(.root, 1)
    other.add(.use, 0, from: 1, at: at(9))
    let call = other.addHelper()
    other.add(.call, call, from: 0, at: at(2))
    other.add(.address, 2, from: 1, at: at(3), with: call)
    graph.complete(with: other)
    #expect(graph.explanations["known"]?.site == at(1))
    let late = graph.explanations["outlined"]
    #expect(late?.from == "main")
    #expect(late?.with == "known")
    #expect(late?.withSite == at(2))
  }
}
