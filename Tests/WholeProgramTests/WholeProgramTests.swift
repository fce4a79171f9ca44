import LLVM
import Model
import Testing
import WholeProgram

/// The owner of the module, its stamps and its index.
@Suite struct WholeProgramTests {

  /// A program made of `text`.
  private func program(_ text: String) throws -> Program {
    let context = Context()
    let program = Program(in: context)
    program.module = try Module(text: text, in: context)
    return program
  }

  private let text = """
    @v = global i32 1
    @undefined = external global i32
    declare void @g()
    declare void @llvm.trap()
    define void @f() {
      call void @g()
      call void @llvm.trap()
      ret void
    }
    """

  @Test func idsAndNames() throws {
    let program = try program(text)
    let index = SymbolIndex(of: program.module)
    #expect(index.count == 4, "intrinsic functions have no id")
    for id in 0..<Symbol.ID(index.count) {
      let isFunction = index.function(id) != nil
      #expect(isFunction != (index.variable(id) != nil))
      let value = index.function(id)?.value ?? index.variable(id)!.value
      #expect(index[value] == id)
      #expect(index.name(id) == value.name)
    }
  }

  @Test func stampsGoWithTheirSymbols() throws {
    let program = try program(text)
    program.module.stamp(component: "thing", file: "thing/a.c")
    let origin = Origin(component: "thing", site: Site("thing/a.c"))
    #expect(program.origins == ["f": origin, "v": origin])
    let copy = program.module.clone()
    program.module = copy
    #expect(program.origins["f"] == origin)
    #expect(program.origins["v"] == origin)
  }

  @Test func decisionsNameComponents() throws {
    let program = try program(text)
    program.module.stamp(component: "thing", file: "a.c")
    let function = program.module.functions.first { $0.name == "f" }
    program.decide(.removed, function!, in: "eliminate", because: "of a test")
    #expect(program.decisions.map(\.component) == ["thing"])
    #expect(program.decisions.map(\.symbol) == ["f"])
  }
}
