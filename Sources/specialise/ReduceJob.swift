import Foundation
import Image
import Model
import Pipeline
import WholeProgram

/// Reduces the module `input` to `output`; returns the exit status.
func reduceModule(
  _ input: String, output: String, roots: [String], externals: [String]
) throws -> Int32 {
  let bytes = try readModule(input, roots, externals).run()
  var outputs = OutputTransaction()
  try outputs.write(bytes, to: output)
  try outputs.commit()
  return 0
}

/// Shows what the engine finds out about `symbols` of the module `input`; returns the exit status.
func showFacts(
  of symbols: [String], in input: String, roots: [String], externals: [String], round: Int
) throws -> Int32 {
  try show(readModule(input, roots, externals).facts(of: symbols, round: round))
  return 0
}

/// Returns the reduction of the module `input`.
private func readModule(
  _ input: String, _ roots: [String], _ externals: [String]
) throws -> Reduction {
  guard let data = FileManager.default.contents(atPath: input) else {
    throw Diagnostic.error(
      at: Site(input), "the module cannot be read",
      recommendation: "give the NAME.bc that `specialise cc` or `llvm-link` wrote")
  }
  return Reduction(Array(data), file: input, roots: roots, effects: try effects(externals))
}

/// The effects that `settings`, each NAME=EFFECT, state.
private func effects(_ settings: [String]) throws -> [String: ExternalEffect] {
  var result: [String: ExternalEffect] = [:]
  for setting in settings {
    let parts = setting.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let effect = ExternalEffect(rawValue: parts[1]) else {
      let known = ExternalEffect.allCases.map(\.rawValue).joined(separator: ", ")
      throw Diagnostic.error(
        "'--external \(setting)' does not say what a function does",
        recommendation: "write NAME=EFFECT with one of these effects: \(known)")
    }
    result[parts[0]] = effect
  }
  return result
}
