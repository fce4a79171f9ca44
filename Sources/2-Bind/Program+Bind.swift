import Foundation
import LLVM
import Model
package import WholeProgram

/// The bind stage: what the deployment fixes becomes constants, and the tables in which the library
/// OS's parts register themselves become constants and direct calls.
///
/// Why that is sound: the deployment is a promise of the user about every run of this image; what
/// it leaves to boot stays a run-time value. Nothing else is changed. What it cannot see: nothing.
/// Cost: linear in the deployment's files and in the registrations.
extension Program {

  /// The symbols that this stage defines, which need no definition before it.
  package static func isProvidedByBind(_ symbol: String) -> Bool {
    symbol.hasPrefix("deployment_") || symbol.hasPrefix("registry_") || symbol == "run_initcalls"
  }

  /// Fixes what `deployment` says; throws if a file of it cannot be read.
  package func bind(_ deployment: Deployment) throws {
    bindArguments(deployment)
    bindEnvironment(deployment)
    try bindFiles(deployment)
    define("deployment_console_is_terminal", byte(deployment.consoleIsTerminal ? 1 : 0))
    let hasThreadLocals = module.variables.contains { $0.isThreadLocal && !$0.isDeclaration }
    define("deployment_thread_local_present", word(hasThreadLocals ? 1 : 0))
    bindNetwork(deployment.network)
    bindMounts(deployment)
    bindRegistries(without: deployment.excludedRegistrations)
    bindInitialisation()
  }

  /// Fixes the arguments, or leaves them to boot.
  private func bindArguments(_ deployment: Deployment) {
    guard case .fixed(let arguments) = deployment.arguments else {
      define("deployment_argument_count", word(0))
      define("deployment_arguments", context.array([], of: context.pointerType))
      return
    }
    define("deployment_argument_count", word(arguments.count))
    define("deployment_arguments", texts(arguments))
  }

  /// Fixes the environment.
  private func bindEnvironment(_ deployment: Deployment) {
    let settings = deployment.environment.map { "\($0.name)=\($0.value)" }
    define("deployment_environment_count", word(settings.count))
    define("deployment_environment", texts(settings))
  }

  /// Puts the deployment's files into the image.
  private func bindFiles(_ deployment: Deployment) throws {
    let names = deployment.files.keys.sorted()
    define("deployment_file_count", word(names.count))
    guard module.variable("deployment_files") != nil else { return }
    let rows = try names.map { name in
      let path = deployment.files[name]!
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw DiagnosedFailure(
          .error(
            at: Site(path), "cannot be read, but the deployment puts it into the image",
            recommendation: "check the permissions of the file"))
      }
      let mode = FileManager.default.isExecutableFile(atPath: path) ? 0o755 : 0o644
      // Times would differ from one checkout to the next: the image's files have none.
      return context.structure([
        text(name), data(bytes), word(bytes.count), context.integer(UInt64(mode), bits: 32),
        word(0),
      ])
    }
    let type = context.structure([
      context.null, context.null, word(0), context.integer(0, bits: 32), word(0),
    ]).type
    define("deployment_files", context.array(rows, of: type))
  }

  /// Fixes the addresses.
  private func bindNetwork(_ network: Network) {
    define("deployment_network_address", half(network.address ?? 0))
    define("deployment_network_mask", half(network.mask))
    define("deployment_network_gateway", half(network.gateway))
    define("deployment_network_name_server", half(network.nameServer))
  }

  /// Fixes which file systems are attached, those nearer to the root first.
  private func bindMounts(_ deployment: Deployment) {
    let rows = deployment.mounts.sorted { $0.key < $1.key }.map { path, mount in
      context.structure([text(path), text(mount.kind.rawValue), text(mount.source)])
    }
    let type = context.structure([context.null, context.null, context.null]).type
    define("deployment_mounts", context.array(rows, of: type))
    define("deployment_mount_count", word(rows.count))
  }

  /// Turns the records of each kind into a table, sorted by name.
  private func bindRegistries(without excluded: Set<String>) {
    let suffix = "_count"
    for variable in module.variables {
      let name = variable.name
      guard name.hasPrefix("registry_"), !name.hasSuffix(suffix) else { continue }
      let prefix = "registration_" + name.dropFirst("registry_".count) + "_"
      let records = module.variables.filter {
        $0.name.hasPrefix(prefix) && !$0.isDeclaration && !excluded.contains($0.name)
      }.sorted { $0.name < $1.name }
      define(name, context.array(records.map(\.value), of: context.pointerType))
      define(name + suffix, word(records.count))
    }
  }

  /// Gives `run_initcalls` its body: direct calls in the order of levels and names.
  private func bindInitialisation() {
    guard let function = module.function("run_initcalls") else { return }
    if !function.isDeclaration { function.eraseBody() }
    function.makeInternal()
    let builder = Builder(atEndOf: function.appendBlock(in: context), in: context)
    let type = context.functionType([], to: context.voidType)
    let records = module.variables.filter { $0.name.hasPrefix("initcall_") && !$0.isDeclaration }
    for record in records.sorted(by: { $0.name < $1.name }) {
      guard let target = record.initialiser?.element(2) else { continue }
      builder.call(target, type, [])
    }
    builder.return()
  }

  /// Gives the variable `name` the value `value`, if the program refers to it.
  private func define(_ name: String, _ value: Value) {
    guard let variable = module.variable(name) else { return }
    // Whether the program may write it is for its declaration to say: `argv` may be permuted.
    variable.replacing(initialiser: value).makeInternal()
  }

  /// A table of texts that ends in a null pointer.
  private func texts(_ texts: [String]) -> Value {
    context.array(texts.map(text) + [context.null], of: context.pointerType)
  }

  /// The address of the zero-terminated `text`, which the program may write as it may write `argv`.
  private func text(_ text: String) -> Value {
    data(Data(text.utf8) + [0], isConstant: false)
  }

  /// The address of `bytes`.
  private func data(_ bytes: Data, isConstant: Bool = true) -> Value {
    let variable = module.addVariable("deployment.data", holding: context.data(bytes))
    variable.isConstant = isConstant
    variable.makeInternal()
    variable.alignment = 1
    variable.stamp(component: Origin.application, file: "deployment", in: context)
    return variable.value
  }

  /// The number `value` as a word.
  private func word(_ value: Int) -> Value {
    context.integer(UInt64(bitPattern: Int64(value)), bits: 64)
  }

  /// The number `value` as half a word.
  private func half(_ value: UInt32) -> Value {
    context.integer(UInt64(value), bits: 32)
  }

  /// The number `value` as a byte.
  private func byte(_ value: UInt8) -> Value {
    context.integer(UInt64(value), bits: 8)
  }
}
