package import LLVM
import Model
package import WholeProgram

/// The codegen stage: the module to machine code, each symbol in a section of its own, for size.
///
/// What it computes: LLVM's code generator, tuned (`LLVMShim/CodeSize.cpp`): registers are allocated
/// across functions, in the order of the call graph, so that a caller keeps values where the functions
/// that it calls by name do not touch them; sequences that functions share are outlined, and so is how
/// they return (`SharedReturns.cpp`); jump tables hold distances (`JumpTables.cpp`); large functions get a
/// frame pointer, and none touches its frame page by page first. Why that is sound: what is called
/// through a pointer, by assembly or by name from it keeps the conventions of the ABI, since a function
/// that is not called by name alone is taken to change whatever the ABI lets it, and saves what the ABI
/// says. What it cannot see: code that relies on more than the ABI, and frames larger than the guard page
/// below a stack. Cost: about a fifth of the tool's time.
extension Program {

  /// The size from which a function gets a frame pointer, in instructions; of 100, 200, 300, 450 and 700
  /// this gives the smallest code for SQLite and loses nothing on small programs.
  private static let leastForFramePointer = 300

  /// Returns the machine code of the program, as a relocatable ELF file.
  ///
  /// The program itself stays: code is generated from a copy.
  package func generateCode(for machine: borrowing TargetMachine) throws -> [UInt8] {
    let copy = module.clone()
    copy.stripPrototypeHashes()
    copy.useFramePointers(from: Self.leastForFramePointer)
    copy.dropStackProbes()
    copy.priceOutlining()
    _ = context.takeReports()
    let object = try copy.emitObject(for: machine)
    let problems = context.takeReports().filter(\.isError)
    if problems.isEmpty { return object }
    throw AssemblyProblems(problems: problems.map { explain($0, in: copy) })
  }

  /// Returns the bytes of machine code that `generateCode` makes, before the linker.
  package func codeSize(for machine: borrowing TargetMachine) throws -> Int {
    let object = try ElfFile(try generateCode(for: machine))
    return object.sections.filter(\.isExecutable).reduce(0) { $0 + Int($1.size) }
  }

  /// Returns what `report` says about assembly in `module`.
  private func explain(
    _ report: Context.Report, in module: borrowing Module
  ) -> AssemblyProblem {
    let call = report.instruction ?? assemblyCall(report.assemblyNumber, in: module)
    return AssemblyProblem(
      lines: report.message.split(separator: "\n").prefix(3).map(String.init),
      text: call?.assembly, site: call?.place, function: call?.function.name)
  }

  /// Returns the call of inline assembly in `module` that its compiler gave the number `number`.
  private func assemblyCall(_ number: UInt64, in module: borrowing Module) -> Instruction? {
    guard number != 0 else { return nil }
    for function in module.functions {
      for block in function.blocks {
        for call in block.instructions
        where call.operation == .call && call.assembly != nil && call.assemblyNumber == number {
          return call
        }
      }
    }
    return nil
  }
}
