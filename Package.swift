// swift-tools-version: 6.2

import PackageDescription

/// The major version of LLVM that the whole project is built on.
let llvmVersion = "22"

/// Settings that every Swift target shares.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
  // The tests run the optimised build, since most of their time is spent in making images.
  .unsafeFlags(["-enable-testing"], .when(configuration: .release)),
]

/// A Swift target of the project: `dependencies` are all the modules of ours that it may import.
///
/// What runs for long on every program, `isHot`, is optimised in debug builds, too: tests would take
/// twenty times as long otherwise. What keeps all its state in one object, `isUnwatched`, is not checked
/// for overlapping accesses at run time, which costs a tenth there.
func module(
  _ name: String, folder: String? = nil, dependencies: [Target.Dependency] = [],
  excluding excluded: [String] = [], isHot: Bool = false, isUnwatched: Bool = false
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(folder ?? name)", exclude: excluded,
    swiftSettings: strict + (isHot ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : [])
      + (isUnwatched ? [.unsafeFlags(["-enforce-exclusivity=unchecked"])] : []))
}

/// The tests of the module `name`.
func tests(of name: String, alsoUsing dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
    path: "Tests/\(name)Tests", swiftSettings: strict)
}

let package = Package(
  name: "specialise",
  products: [.executable(name: "specialise", targets: ["specialise"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // The outside world.
    .target(
      name: "CLLVM", path: "Sources/CLLVM",
      linkerSettings: [.linkedLibrary("LLVM-\(llvmVersion)")]),
    .target(
      name: "CClang", path: "Sources/CClang",
      linkerSettings: [.linkedLibrary("clang-\(llvmVersion)")]),
    .target(
      name: "LLVMShim", dependencies: ["CLLVM"], path: "Sources/LLVMShim",
      exclude: ["llvm-\(llvmVersion)"],
      cxxSettings: [.headerSearchPath("llvm-\(llvmVersion)")]),
    .target(name: "CProcess", path: "Sources/CProcess"),
    // Takes the place of the C library's malloc, for LLVM as well: a tenth of the time.
    .target(
      name: "CAllocator", path: "Sources/CAllocator",
      linkerSettings: [.linkedLibrary("mimalloc")]),

    // Plain values, and the one owner of the program.
    module("Model"),
    module("LLVM", dependencies: ["CLLVM", "LLVMShim"]),
    module("Clang", dependencies: ["CClang"]),
    module("LibraryOS", dependencies: ["CProcess", "Model"]),
    module(
      "WholeProgram",
      dependencies: ["LLVM", "Model", .product(name: "HeapModule", package: "swift-collections")],
      isHot: true),

    // The closed-world fixpoint: plain arrays in, facts out; it knows neither LLVM nor unikernels.
    module("Engine", isHot: true, isUnwatched: true),

    // The stages, in their order. None imports another.
    module("Link", folder: "1-Link", dependencies: ["WholeProgram", "LibraryOS", "LLVM", "Model"]),
    module(
      "Bind", folder: "2-Bind",
      dependencies: [
        "WholeProgram", "LLVM", "Model", .product(name: "Yams", package: "Yams"),
      ]),
    module(
      "Analyse", folder: "3-Analyse", dependencies: ["Engine", "WholeProgram", "LLVM", "Model"]),
    module("Specialise", folder: "4-Specialise", dependencies: ["WholeProgram", "LLVM", "Model"]),
    module("Eliminate", folder: "5-Eliminate", dependencies: ["WholeProgram", "LLVM", "Model"]),
    module("Codegen", folder: "6-Codegen", dependencies: ["WholeProgram", "LLVM", "Model"]),
    module("Image", folder: "7-Image", dependencies: ["LibraryOS", "Model"]),
    module("Report", folder: "8-Report", dependencies: ["Model"], excluding: ["Schema"]),

    // The order of the stages, and the commands.
    module(
      "Pipeline",
      dependencies: [
        "CAllocator", "CProcess", "Link", "Bind", "Analyse", "Specialise", "Eliminate", "Codegen",
        "Image", "Report", "WholeProgram", "LibraryOS", "LLVM", "Model",
      ]),
    module(
      "Check",
      dependencies: [
        "Clang", "Image", "LibraryOS", "LLVM", "Model", "Pipeline",
        "WholeProgram",
      ]),
    module("CompilerDriver", dependencies: ["LibraryOS", "LLVM", "Model"]),
    module("Emulator", dependencies: ["LibraryOS", "Model"]),
    .executableTarget(
      name: "specialise",
      dependencies: [
        "Check", "Pipeline", "CompilerDriver", "Emulator", "Report", "Image", "Bind",
        "WholeProgram",
        "LibraryOS", "LLVM", "Model",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Sources/specialise", swiftSettings: strict),

    // The tests of each module.
    .target(
      name: "TestSupport", path: "Tests/TestSupport", exclude: ["Kernel"], swiftSettings: strict),
    .target(
      name: "StageTestSupport",
      dependencies: ["Link", "LLVM", "Model", "TestSupport", "WholeProgram"],
      path: "Tests/StageTestSupport", swiftSettings: strict),
    .testTarget(
      name: "EliminateTests",
      dependencies: [
        "Analyse", "Eliminate", "LLVM", "Model", "Specialise", "StageTestSupport", "TestSupport",
        "WholeProgram",
      ],
      path: "Tests/EliminateTests", exclude: ["Entries", "Hazards", "Rules"], swiftSettings: strict),
    tests(
      of: "Link",
      alsoUsing: ["LLVM", "Model", "StageTestSupport", "TestSupport", "WholeProgram"]),
    tests(of: "Model"),
    tests(of: "LLVM"),
    tests(of: "WholeProgram", alsoUsing: ["LLVM", "Model"]),
    tests(
      of: "Bind", alsoUsing: ["LLVM", "Model", "StageTestSupport", "TestSupport", "WholeProgram"]),
    tests(of: "Codegen", alsoUsing: ["LLVM", "Model", "StageTestSupport", "WholeProgram"]),
    tests(of: "Pipeline", alsoUsing: ["Link", "LLVM", "Model", "TestSupport", "specialise"]),
    tests(of: "LibraryOS", alsoUsing: ["Model", "TestSupport"]),
    tests(of: "Image", alsoUsing: ["Model"]),
    tests(of: "Report", alsoUsing: ["Model"]),
    .testTarget(
      name: "CheckTests",
      dependencies: [
        "Check", "Clang", "LLVM", "LibraryOS", "Model", "TestSupport", "specialise",
      ],
      path: "Tests/CheckTests", exclude: ["Probes"], swiftSettings: strict),
    tests(of: "CompilerDriver", alsoUsing: ["Model", "TestSupport"]),
    tests(of: "Emulator", alsoUsing: ["Model", "TestSupport"]),
    .testTarget(
      name: "BadInputsTests", dependencies: ["TestSupport", "specialise"], path: "Tests/BadInputs",
      exclude: ["cases.json"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["TestSupport", "LibraryOS", "specialise"],
      path: "Tests/CommandTests", swiftSettings: strict),
    .testTarget(
      name: "ProgramsTests", dependencies: ["TestSupport", "specialise"],
      path: "Tests/ProgramsTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
