/// The dominator tree of a function's blocks.
///
/// What it computes: for each block that can be reached from block 0, the nearest block through
/// which every path to it leads (Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm").
/// Cost: near-linear in edges for the functions that compilers make.
struct Dominators {

  /// The blocks that can be reached, in an order in which each stands after its dominator.
  private(set) var order: [Int] = []
  /// The blocks that each block dominates directly.
  private(set) var children: [[Int]]

  /// The tree for the blocks whose successors are `successors`.
  init(successors: [[Int]]) {
    children = Array(repeating: [], count: successors.count)
    let postorder = Self.postorder(successors)
    order = postorder.reversed()
    var number = [Int](repeating: -1, count: successors.count)
    for (index, block) in postorder.enumerated() { number[block] = index }
    var predecessors = [[Int]](repeating: [], count: successors.count)
    for block in order {
      for successor in successors[block] { predecessors[successor].append(block) }
    }
    var dominator = [Int](repeating: -1, count: successors.count)
    dominator[0] = 0
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for block in order.dropFirst() {
        var new = -1
        for predecessor in predecessors[block] where dominator[predecessor] >= 0 {
          new = new < 0 ? predecessor : Self.meet(new, predecessor, dominator, number)
        }
        if new != dominator[block] {
          dominator[block] = new
          hasChanged = true
        }
      }
    }
    for block in order.dropFirst() { children[dominator[block]].append(block) }
  }

  /// The nearest common dominator of `first` and `second`.
  private static func meet(
    _ first: Int, _ second: Int, _ dominator: [Int], _ number: [Int]
  ) -> Int {
    var (left, right) = (first, second)
    while left != right {
      while number[left] < number[right] { left = dominator[left] }
      while number[right] < number[left] { right = dominator[right] }
    }
    return left
  }

  /// The blocks that can be reached from block 0, each after its successors where there is no loop.
  private static func postorder(_ successors: [[Int]]) -> [Int] {
    var result: [Int] = []
    var isSeen = [Bool](repeating: false, count: successors.count)
    var stack: [(block: Int, next: Int)] = [(0, 0)]
    isSeen[0] = true
    while let top = stack.last {
      if top.next < successors[top.block].count {
        stack[stack.count - 1].next += 1
        let successor = successors[top.block][top.next]
        if !isSeen[successor] {
          isSeen[successor] = true
          stack.append((successor, 0))
        }
      } else {
        result.append(top.block)
        stack.removeLast()
      }
    }
    return result
  }
}
