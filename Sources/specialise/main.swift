import Foundation
import Pipeline
import Link
import Bind
import Model
import LLVM
import WholeProgram
let a = CommandLine.arguments
let lib = "/work/main/.specialise"
let request = LinkRequest(applicationFiles: Array(a[2...]), libraryArchives: ["libos.a", "libc.a"].map { lib + "/lib/" + $0 }, supportArchives: ["/usr/lib/llvm-22/lib/clang/22/lib/linux/libclang_rt.builtins-x86_64.a"], linkerScript: "/work/main/runtime/layout.ld", objectFolder: "objects", componentOfSource: { ($0 as NSString).deletingLastPathComponent }, isDefinedLater: { $0.hasPrefix("deployment_") || $0 == "run_initcalls" || $0.hasPrefix("registry_") })
do {
  let (program, object) = try compile(request, Deployment(), to: a[1])
  try Data(object).write(to: URL(fileURLWithPath: a[1] + "/program.o"))
  for (i, n) in program.natives.enumerated() where !n.isOnDemand { try Data(n.bytes).write(to: URL(fileURLWithPath: a[1] + "/native\(i).o")) }
  try Data(program.module.text.utf8).write(to: URL(fileURLWithPath: a[1] + "/program.ll"))
  for d in program.diagnostics { print(d) }
  for s in program.systemCalls where s.handler == nil { print("unserved", s) }
} catch let f as DiagnosedFailure { for d in f.diagnostics { print(d) } }
