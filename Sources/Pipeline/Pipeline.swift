package import Bind
import Codegen
import Eliminate
import LLVM
package import Link
import Specialise
import Analyse
package import WholeProgram

/// Scratch driver.
package func compile(_ request: LinkRequest, _ deployment: Deployment, to folder: String) throws -> (Program, [UInt8]) {
  let context = Context()
  var session = try LinkSession(request)
  let program = try session.link(in: context)
  try program.module.verify()
  try program.bind(deployment)
  try program.module.verify()
  let machine = try TargetMachine(triple: "x86_64-unknown-linux-musl")
  program.eliminate(following: program.analyse())
  try program.module.verify()
  try program.simplify(for: machine, isFirst: true)
  for _ in 0..<4 {
    let before = program.decisions.count
    if program.eliminate(following: program.analyse()) == 0, program.decisions.count == before { break }
    try program.simplify(for: machine, isFirst: false)
  }
  try program.module.verify()
  return (program, try program.generateCode(for: machine))
}
