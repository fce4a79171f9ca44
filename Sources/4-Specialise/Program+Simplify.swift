package import LLVM
package import Model
package import WholeProgram

/// The specialise stage: LLVM's own simplification for size, on what is left of the program.
///
/// The first time the program is as the compiler's front end wrote it, so that `lto-pre-link<Oz>`
/// comes before `lto<Oz>`, which relies on its work. Sound as LLVM is: the module is closed, and
/// what others name is a root and not internal. Cost: this is most of the tool's time.
extension Program {

  /// Brings the program, as the front end wrote it, into the form that LLVM's optimisers expect.
  package func prepare(for machine: borrowing TargetMachine) throws(Failure) {
    module.stripToLineTables()
    keepAllocatorsApart()
    try module.run(Self.gentle, for: machine)
  }

  /// Puts variables into registers and removes what is plainly dead, but merges nothing: LLVM's
  /// further passes make one access of two with different types, which then tells less.
  private static let gentle =
    "function(sroa<modify-cfg>,early-cse,instsimplify,simplifycfg,adce),globaldce"

  /// What the optimisers for whole programs expect to have run.
  package func optimise(for machine: borrowing TargetMachine) throws(Failure) {
    favourSize()
    try module.run("lto-pre-link<Oz>", for: machine)
  }

  /// Simplifies the program; after the last time it is as small as LLVM makes it, but for what
  /// `profile` says is executed most.
  package func simplify(
    for machine: borrowing TargetMachine, isLast: Bool, profile: Profile? = nil
  ) throws(Failure) {
    try dropIdleQuestions(for: machine)
    if isLast { releaseAllocators() }
    guard isLast, let profile else { return try module.run("lto<Oz>", for: machine) }
    favourSpeed(of: profile)
    // Functions that are made for size say so themselves, and LLVM heeds that.
    try module.run("lto<O2>", for: machine)
    finishSpeed()
  }

  /// Drops calls of functions that only tell something, where nobody uses it.
  private func dropIdleQuestions(for machine: borrowing TargetMachine) throws(Failure) {
    let questions = externalEffects.filter { $0.value == .asks }.keys.sorted()
      .compactMap { module.function($0) }
    if questions.isEmpty { return }
    try module.run("function(adce)", for: machine)
    for function in questions {
      for user in function.value.users {
        guard let call = user.asInstruction, call.operation == .call, call.value.users.isEmpty,
          call.callee.asFunction == function
        else { continue }
        call.erase()
      }
    }
  }

  /// The attribute of functions that are not inlined only because analyses know them by name.
  private static let boundary = "specialise-boundary"

  /// The functions whose calls mean more to analyses than their bodies.
  private static let boundaries = [
    "malloc", "calloc", "realloc", "free", "aligned_alloc", "memalign", "__libc_malloc",
    "__libc_malloc_impl", "__libc_calloc", "__libc_realloc", "__libc_free", "memcpy", "memmove",
    "memset",
  ]

  /// Keeps allocators from being inlined.
  private func keepAllocatorsApart() {
    for name in Self.boundaries + externalEffects.keys.sorted() {
      guard let function = module.function(name), !function.isDeclaration,
        !function.hasAttribute("noinline"), !function.hasAttribute("alwaysinline")
      else { continue }
      function.addAttribute("noinline", in: context)
      function.setAttribute(Self.boundary, to: "", in: context)
    }
  }

  /// Lets allocators be inlined.
  private func releaseAllocators() {
    for name in Self.boundaries + externalEffects.keys.sorted() {
      guard let function = module.function(name), function.attribute(Self.boundary) != nil else {
        continue
      }
      function.removeAttribute("noinline")
    }
  }
}
