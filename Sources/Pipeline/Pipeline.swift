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
  let clock = ContinuousClock(); var last = clock.now
  func lap(_ n: String) { let now = clock.now; print(n, now - last); last = now }
  let context = Context()
  var session = try LinkSession(request)
  let program = try session.link(in: context)
  try program.module.verify()
  lap("link")
  try program.bind(deployment)
  try program.module.verify()
  let machine = try TargetMachine(triple: "x86_64-unknown-linux-musl")
  lap("bind")
  let a = program.analyse(); lap("analyse")
  program.eliminate(following: a); lap("eliminate")
  try program.module.verify()
  try program.simplify(for: machine, isFirst: true); lap("simplify")
  for _ in 0..<4 {
    let before = program.decisions.count
    if program.eliminate(following: program.analyse()) == 0, program.decisions.count == before { break }
    try program.simplify(for: machine, isFirst: false); lap("again")
  }
  try program.module.verify()
  defer { lap("codegen") }
  return (program, try program.generateCode(for: machine))
}
