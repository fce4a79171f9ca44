import Foundation
import Image
import Model
import Pipeline

/// Reduces the module `input` to `output`; returns the exit status.
func reduceModule(
  _ input: String, output: String, roots: [String], noCallbacks: Bool
) throws -> Int32 {
  guard let data = FileManager.default.contents(atPath: input) else {
    throw Diagnostic.error(
      at: Site(input), "the module cannot be read",
      recommendation: "give the NAME.bc that `specialise cc` or `llvm-link` wrote")
  }
  let reduction = Reduction(
    Array(data), file: input, roots: roots, trustsDeclarations: noCallbacks)
  let bytes = try reduction.run()
  var outputs = OutputTransaction()
  try outputs.write(bytes, to: output)
  try outputs.commit()
  return 0
}
