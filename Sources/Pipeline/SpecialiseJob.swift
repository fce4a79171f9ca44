package import Bind
package import LibraryOS
package import Model

/// What one run of the tool is asked to do.
package struct SpecialiseJob {

  /// The application's files.
  package var inputs: [String]
  /// The image to write.
  package var output: String
  /// The library OS.
  package var installation: Installation
  /// What is fixed at build time.
  package var deployment = Deployment()
  /// The last stage to run.
  package var lastStage = Stage.report
  /// The folder for what each stage leaves, if that is wanted.
  package var stagesFolder: String?
  /// The round of analysis whose beliefs are wanted, with an image of the program as it stood then:
  /// 0 is the first look at the linked program, further ones are those of the engine.
  package var beliefsRound: Int?
  /// Where to keep the program as the engine sees it first, if what it costs is to be measured.
  package var measuredModule: String?
  /// What decides what goes.
  package var engine = ShrinkLoop.Engine.closedWorld
  /// `true` iff what is believed is checked at run time instead of being made use of.
  package var isGuarded = false
  /// What the program executed most in other runs, with the files that tell.
  package var profiles: [(path: String, profile: Profile)] = []
  /// `true` iff LLVM's verifier is to run after each stage.
  package var verifies = false

  /// `true` iff a program is linked although something is defined nowhere.
  package var toleratesUndefined = false

  /// This program's own file, which is started once more to inspect the inputs; if there is none,
  /// they are inspected in this process.
  package var executable: String?
  /// `true` iff the report compares with what other tools leave.
  package var measuresBaselines = false

  /// The job to make `output` of `inputs`, with defaults for the rest.
  package init(inputs: [String], output: String, installation: Installation) {
    self.inputs = inputs
    self.output = output
    self.installation = installation
  }

  /// What all profiles tell together, if there are any.
  var profile: Profile? {
    if profiles.isEmpty { return nil }
    return profiles.reduce(into: Profile()) { $0.add($1.profile) }
  }
}

extension Installation {

  /// The archive of the compiler's support functions, machine code.
  package var compilerSupport: String {
    "/usr/lib/llvm-22/lib/clang/22/lib/linux/libclang_rt.builtins-x86_64.a"
  }

  /// The layout of memory.
  package var linkerScript: String { "\(runtime)/layout.ld" }
}
