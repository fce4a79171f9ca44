import LLVM
package import Model
package import WholeProgram

/// Which functions are made for speed, and which for size.
///
/// What it computes: every function is made for size, whatever its file was compiled with, but for
/// those that executed most of the instructions in a profile: of these the smallest set that executed
/// `hotShare` of them. Calls in them are inlined as by `-Os`, and their machine code is as of `-O2`,
/// with nothing taken out of it to be shared; of the few that executed `hottestShare` all is as of
/// `-O2`. Why that is sound: all of it is LLVM's to decide, and
/// no attribute that is set here says anything about what a function does. What it cannot see: which
/// blocks of a function were executed, and functions that were inlined where the profile was taken.
/// Cost: nothing but the bytes; with the profile of their requests nginx gets 3 % larger and Redis 2 %,
/// and they execute 12 and 14 % less.
extension Program {

  /// The share of the executed instructions whose functions are made for speed. With 0.9 servers
  /// execute one in 100 more, with 0.98 nothing less.
  private static let hotShare = 0.95
  /// The share whose functions may grow as by `-O2`. Without any Redis executes 2 in 100 more and is
  /// 8 KB smaller; with 0.5 it executes one in 100 less and is 10 KB larger.
  private static let hottestShare = 0.2

  /// The share of a profile's instructions that are told of functions which the program has, from which
  /// on nobody is warned: half of another server's profile is told of the library OS; of this program's, all
  /// is but for the tenth that the code generator shares between functions.
  private static let leastShare = 0.7

  /// Warns of those of `profiles`, each with the file that holds it, that do not look like ones of this
  /// program.
  ///
  /// - Requires: the program still has all its functions.
  package func doubt(_ profiles: [(path: String, profile: Profile)]) {
    if profiles.isEmpty { return }
    let native = natives.compactMap { try? ElfFile($0.bytes) }.flatMap { $0.symbols.map(\.name) }
    let names = Set((module.functions.map(\.name) + native).map(Profile.plainName))
    for (path, profile) in profiles {
      let (sum, known) = (profile.sum, profile.limited(to: names).sum)
      if sum > 0, Double(known) >= Double(sum) * Self.leastShare { continue }
      diagnostics.append(
        Diagnostic(
          .warning, at: Site(path), "this does not look like a profile of this program",
          notes: [
            "it counts \(sum) instructions, \(known) of them in functions that the program has"
          ],
          recommendation: Profile.recommendation))
    }
  }

  /// Lets every function be made for size.
  func favourSize() {
    for function in module.functions
    where !function.isDeclaration && !function.hasAttribute("optnone") {
      for attribute in ["minsize", "optsize"] { function.addAttribute(attribute, in: context) }
    }
  }

  /// Lets the functions that executed most of the instructions in `profile` be larger.
  func favourSpeed(of profile: Profile) {
    /// The functions by plain name.
    let functions = Dictionary(
      grouping: module.functions.filter {
        !$0.isDeclaration && !$0.hasAttribute("optnone")
      }, by: { Profile.plainName($0.name) })
    let names = Set(functions.keys)
    let hottest = profile.hottest(of: names, share: Self.hottestShare)
    for name in profile.hottest(of: names, share: Self.hotShare) {
      for function in functions[name] ?? [] {
        function.removeAttribute("minsize")
        if hottest.contains(name) {
          function.removeAttribute("optsize")
        } else {
          function.addAttribute("optsize", in: context)
        }
        function.setAttribute(Self.notShared, to: "", in: context)
      }
    }
  }

  /// Lets the machine code of the functions that are made for speed be larger too.
  func finishSpeed() {
    for function in functionsForSpeed { function.removeAttribute("optsize") }
  }

  /// The names of the functions that are made for speed.
  package var fastFunctions: Set<String> { Set(functionsForSpeed.map(\.name)) }

  /// The functions that are made for speed.
  private var functionsForSpeed: [Function] {
    module.functions.filter { !$0.isDeclaration && $0.attribute(Self.notShared) != nil }
  }

  /// The attribute with which LLVM's outliner takes nothing out of a function.
  private static let notShared = "nooutline"
}
