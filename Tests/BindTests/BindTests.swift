import Bind
import LLVM
import Model
import StageTestSupport
import TestSupport
import Testing
import WholeProgram

/// What the deployment fixes becomes constant; registrations become tables and direct calls.
@Suite struct BindTests {

  /// A program that refers to all that bind makes.
  private let text = """
    @deployment_argument_count = external constant i64
    @deployment_arguments = external global [0 x ptr]
    @deployment_environment_count = external constant i64
    @deployment_environment = external global [0 x ptr]
    @deployment_file_count = external constant i64
    @deployment_files = external constant [0 x { ptr, ptr, i64, i32, i64 }]
    @deployment_console_is_terminal = external constant i8
    @deployment_thread_local_present = external constant i64
    @deployment_mounts = external constant [0 x { ptr, ptr, ptr }]
    @deployment_mount_count = external constant i64
    @registry_file_system = external constant [0 x ptr]
    @registry_file_system_count = external constant i64
    @registration_file_system_ext4 = constant { ptr, ptr } zeroinitializer
    @registration_file_system_9p = constant { ptr, ptr } zeroinitializer
    @registry_driver = external constant [0 x ptr]
    @registry_driver_count = external constant i64
    @registry_nothing = external constant [0 x ptr]
    @registry_nothing_count = external constant i64
    @registration_driver_zebra = constant { ptr, ptr } zeroinitializer
    @registration_driver_ant = constant { ptr, ptr } zeroinitializer
    @initcall_2_late = constant { ptr, i64, ptr } { ptr null, i64 2, ptr @late }
    @initcall_1_early = constant { ptr, i64, ptr } { ptr null, i64 1, ptr @early }
    @initcall_1_also = constant { ptr, i64, ptr } { ptr null, i64 1, ptr @also }
    declare void @run_initcalls()
    define void @late() { ret void }
    define void @early() { ret void }
    define void @also() { ret void }
    define void @use(ptr %p) { ret void }
    define i32 @main() {
      call void @run_initcalls()
      call void @use(ptr @deployment_argument_count)
      call void @use(ptr @deployment_arguments)
      call void @use(ptr @deployment_environment_count)
      call void @use(ptr @deployment_environment)
      call void @use(ptr @deployment_file_count)
      call void @use(ptr @deployment_files)
      call void @use(ptr @deployment_console_is_terminal)
      call void @use(ptr @deployment_thread_local_present)
      call void @use(ptr @deployment_mounts)
      call void @use(ptr @deployment_mount_count)
      call void @use(ptr @registry_file_system)
      call void @use(ptr @registry_file_system_count)
      call void @use(ptr @registration_file_system_ext4)
      call void @use(ptr @registration_file_system_9p)
      call void @use(ptr @registry_driver)
      call void @use(ptr @registry_driver_count)
      call void @use(ptr @registry_nothing)
      call void @use(ptr @registry_nothing_count)
      call void @use(ptr @registration_driver_zebra)
      call void @use(ptr @registration_driver_ant)
      call void @use(ptr @initcall_1_early)
      call void @use(ptr @initcall_1_also)
      call void @use(ptr @initcall_2_late)
      ret i32 0
    }
    """

  /// Links the program and binds `deployment`.
  private func bind(_ deployment: Deployment) throws -> Program {
    let workshop = try LinkWorkshop()
    let program = try workshop.link(
      [try workshop.add(text, named: "main.ll")], isDefinedLater: Program.isProvidedByBind)
    try program.bind(deployment)
    try program.module.verify()
    return program
  }

  /// The integer in the variable `name`.
  private func number(_ name: String, in program: Program) -> UInt64? {
    program.module.variable(name)?.initialiser?.unsignedInteger
  }

  /// The texts that the table `name` points to; `nil` for a null pointer.
  private func texts(_ name: String, in program: Program) -> [String?] {
    let table = program.module.variable(name)?.initialiser
    return (0..<(table?.type.count ?? 0)).map { index in
      table?.element(index)?.asVariable?.initialiser?.bytes.map {
        String(decoding: $0.dropLast(), as: UTF8.self)
      }
    }
  }

  @Test func fixedValues() throws {
    var deployment = Deployment()
    deployment.arguments = .fixed(["app", "", "ä b"])
    deployment.variables = ["B": "2", "A": "x=y"]
    deployment.consoleIsTerminal = true
    let program = try bind(deployment)
    #expect(number("deployment_argument_count", in: program) == 3)
    #expect(texts("deployment_environment", in: program) == ["A=x=y", "B=2", nil])
    #expect(texts("deployment_arguments", in: program).compactMap { $0 } == ["app", "ä b"])
    #expect(number("deployment_console_is_terminal", in: program) == 1)
    #expect(number("deployment_thread_local_present", in: program) == 0)
  }

  @Test func valuesLeftToBoot() throws {
    let program = try bind(Deployment())
    #expect(number("deployment_argument_count", in: program) == 0)
    #expect(program.module.variable("deployment_arguments")?.contentType.count == 0)
    #expect(number("deployment_environment_count", in: program) == 0)
    #expect(number("deployment_file_count", in: program) == 0)
  }

  @Test func files() throws {
    let folder = try TemporaryFolder()
    try folder.write("hello", to: "greeting")
    var deployment = Deployment()
    deployment.files = [
      "/b": "\(folder.path)/greeting", "/a": "\(folder.path)/greeting",
    ]
    let program = try bind(deployment)
    #expect(number("deployment_file_count", in: program) == 2)
    let table = try #require(program.module.variable("deployment_files")?.initialiser)
    let names = (0..<2).map { table.element($0)?.element(0)?.asVariable?.initialiser?.bytes }
    #expect(names == [Array("/a\0".utf8), Array("/b\0".utf8)])
    let first = table.element(0)
    #expect(first?.element(1)?.asVariable?.initialiser?.bytes == Array("hello".utf8))
    #expect(first?.element(2)?.unsignedInteger == 5)
    #expect(first?.element(4)?.unsignedInteger == 0, "a time would differ between checkouts")
  }

  @Test func mountsChooseTheFileSystems() throws {
    var deployment = Deployment()
    #expect(number("registry_file_system_count", in: try bind(deployment)) == 0)
    deployment.mounts = ["/b": try #require(Mount("disk:2")), "/a": try #require(Mount("disk"))]
    let program = try bind(deployment)
    #expect(number("deployment_mount_count", in: program) == 2)
    #expect(number("registry_file_system_count", in: program) == 1)
    let row = program.module.variable("deployment_mounts")?.initialiser?.element(1)
    let texts = (0..<3).map { row?.element($0)?.asVariable?.initialiser?.bytes }
    #expect(texts == [Array("/b\0".utf8), Array("ext4\0".utf8), Array("2\0".utf8)])
    deployment.mounts = ["/a": try #require(Mount("share")), "/b": try #require(Mount("disk"))]
    #expect(number("registry_file_system_count", in: try bind(deployment)) == 2)
  }

  @Test func unreadableFile() throws {
    var deployment = Deployment()
    deployment.files = ["/a": "/nowhere/at/all"]
    #expect(throws: DiagnosedFailure.self) { try bind(deployment) }
  }

  @Test func registriesAreSortedTables() throws {
    let program = try bind(Deployment())
    let table = program.module.variable("registry_driver")?.initialiser
    let names = (0..<2).map { table?.element($0)?.name }
    #expect(names == ["registration_driver_ant", "registration_driver_zebra"])
    #expect(number("registry_driver_count", in: program) == 2)
    #expect(number("registry_nothing_count", in: program) == 0)
  }

  @Test func initialisationIsDirectCalls() throws {
    let program = try bind(Deployment())
    let calls = program.module.function("run_initcalls")?.blocks.flatMap { block in
      block.instructions.filter(\.isCall).map(\.callee.name)
    }
    #expect(calls == ["also", "early", "late"])
  }
}
