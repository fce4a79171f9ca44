import LibraryOS
import Link
package import Bind

/// What one run of the tool is asked to do.
package struct SpecialiseJob {

  /// The application's files.
  package var inputs: [String]
  /// What is fixed at build time.
  package var deployment: Deployment
  /// The last stage to run.
  package var lastStage: Stage
  /// The folder that intermediate results go to, if they are wanted.
  package var stagesFolder: String?
  /// `true` iff LLVM's verifier is to run after each stage.
  package var verifies: Bool

  /// A job for `inputs` with defaults.
  package init(inputs: [String]) {
    self.inputs = inputs
    deployment = Deployment()
    lastStage = .report
    verifies = false
  }
}
