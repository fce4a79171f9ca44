import Testing

@testable import Image

@Suite struct ZeroSuppressionTests {

  /// Returns `count` zeros.
  private func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  /// Returns how `bytes` are held.
  private func plan(_ bytes: [UInt8], mayPack: Bool = true) -> ZeroSuppression {
    ZeroSuppression(of: bytes[...], mayPack: mayPack)
  }

  @Test func splitsOnlyWhereItPays() {
    func stored(_ bytes: [UInt8]) -> [Range<Int>] {
      let plan = plan(bytes, mayPack: false)
      #expect(plan.blocks.isEmpty)
      return plan.stored
    }
    #expect(stored([1] + zeros(56) + [2]) == [0..<58])
    #expect(stored([1] + zeros(57) + [2] + zeros(9)) == [0..<1, 58..<59])
    #expect(stored(zeros(90)) == [])
    #expect(stored([]) == [])
    #expect(stored(zeros(60) + [1]) == [60..<61])
  }

  @Test func packsTablesAndStoresText() {
    let table = (0..<100).flatMap { [$0 + 1, 7, 23, 0, 0, 0, 0, 0] as [UInt8] }
    let text = (0..<2000).map { UInt8($0 % 255 + 1) }
    let plan = plan(table + text + zeros(20) + table)
    #expect(plan.stored == [800..<2800])
    #expect(plan.blocks.map(\.range) == [0..<795, 2820..<3615])
    #expect(plan.blocks[0].tokens[1] == .init(zeros: 5, literals: 3))
  }

  @Test func longRunsOfZerosEndABlock() {
    let table = (0..<100).flatMap { [$0 + 1, 0, 0, 0, 0, 0, 0, 0] as [UInt8] }
    #expect(plan(table + zeros(10) + table).blocks.count == 1)
    #expect(plan(table + zeros(3000) + table).blocks.map(\.range) == [0..<793, 3800..<4593])
  }

  @Test func tokensReachAsFarAsHalfAByte() {
    var bytes: [UInt8] = []
    for index in 0..<40 {
      bytes += zeros(15 + index % 3)
      bytes += [UInt8](repeating: 9, count: 1 + index % 17)
    }
    for token in plan(bytes).blocks.flatMap(\.tokens) {
      #expect(0...15 ~= token.zeros)
      #expect(1...15 ~= token.literals)
    }
  }

  @Test(arguments: 0..<60)
  func eachByteIsHeldOnce(seed: Int) {
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    // Stretches of all densities, some of them long.
    var bytes: [UInt8] = []
    for _ in 0..<random(12) {
      let (length, density) = (random(400), random(101))
      bytes += (0..<length).map { _ in random(100) < density ? UInt8(random(255) + 1) : 0 }
    }
    for mayPack in [true, false] {
      let plan = plan(bytes, mayPack: mayPack)
      var held = zeros(bytes.count)
      var price = 0
      for range in plan.stored {
        for place in range { held[place] += 1 }
        price += (56 + range.count) * ZeroSuppression.byte
      }
      for block in plan.blocks {
        var place = block.start
        price += 5 * ZeroSuppression.byte + 7
        for token in block.tokens {
          #expect(bytes[place..<place + Int(token.zeros)].allSatisfy { $0 == 0 })
          place += Int(token.zeros)
          for _ in 0..<token.literals {
            held[place] += 1
            place += 1
          }
          let literals = Int(token.literals)
          price += (1 + literals) * ZeroSuppression.byte + 8 + literals
        }
        #expect(place == block.range.upperBound)
      }
      #expect(price == plan.cost)
      #expect(bytes.indices.allSatisfy { held[$0] == 1 || held[$0] == 0 && bytes[$0] == 0 })
    }
    #expect(plan(bytes).cost <= plan(bytes, mayPack: false).cost)
  }
}
