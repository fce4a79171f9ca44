import Foundation
import Image
import LLVM
import LibraryOS
import Link
import Model
import Report
import WholeProgram

/// What the comparison columns are made from: the program before anything was taken out of it.
struct BaselineInput {

  /// The link, which knows what it took and what it could have taken.
  let session: LinkSession
  /// The whole program, bound to its deployment, as bitcode without prototype hashes.
  let bitcode: [UInt8]
  /// Its native objects.
  let natives: [NativeObject]
  /// Where its symbols come from.
  let origins: [String: Origin]

  /// The input that `session` linked to `program`, which is as the bind stage left it.
  init(_ session: LinkSession, _ program: Program) {
    self.session = session
    let copy = program.module.clone()
    copy.stripPrototypeHashes()
    bitcode = copy.bitcode
    natives = program.natives
    origins = program.origins
  }
}

/// The comparison columns of the report.
///
/// *everything* and *linked* are sums over files as a compiler makes them one by one, with `-Oz`: of
/// all files, and of those that a linker extracts. *LTO* is an image: lld's full link-time
/// optimisation of the program with sections collected and equal code folded, on what the bind stage
/// left, since registrations and start-up do not work without it. It thus already knows the deployment
/// and which system calls are made, which is in its favour. Cost: an optimisation and code
/// generation of every file, kept by content below the set-up's `cache`; then one LTO link.
extension Pipeline {

  /// Returns what other ways to make the program of `input` leave of each component.
  func measure(
    _ input: BaselineInput, for machine: borrowing TargetMachine
  ) throws -> ReportFacts.Baselines {
    var sizes = FileSizes(folder: "\(job.installation.folder)/cache")
    var everything: [String: PartSizes] = [:]
    var linked: [String: PartSizes] = [:]
    for file in try input.session.linkableFiles() {
      let size = try sizes.size(of: file, for: machine)
      everything[file.origin.component, default: PartSizes()] += size
      if file.isTaken { linked[file.origin.component, default: PartSizes()] += size }
    }
    sizes.save()
    var baselines = ReportFacts.Baselines()
    baselines.everything = everything
    baselines.linked = linked
    baselines.lto = try sizesAfterLTO(of: input)
    return baselines
  }

  /// Returns what LLVM's link-time optimisation leaves of each component.
  private func sizesAfterLTO(of input: BaselineInput) throws -> [String: PartSizes] {
    let scratch = try ScratchFolder(beside: job.output)
    let path = "\(scratch.path)/program.bc"
    try writeFile(input.bitcode, to: path)
    let image = try makeBootImage(
      .files([path]), input.natives, input.origins, folding: .all,
      linkerArguments: ["--lto-O2"])
    return image.map.sizesByComponent
  }
}

/// The sizes of files as a compiler makes them one by one, remembered by content.
///
/// A cache that cannot be read or written costs time only, so that nobody is told.
struct FileSizes {

  /// The file that remembers.
  private let path: String
  /// The sizes that are known, by the SHA-256 of the file.
  private var known: [String: PartSizes]
  /// `true` iff something new is known.
  private var isChanged = false

  /// The sizes that an earlier run left in `folder`, of this version of LLVM.
  init(folder: String) {
    path = "\(folder)/file-sizes-\(libraryVersion).json"
    let data = FileManager.default.contents(atPath: path)
    known = data.flatMap { try? JSONDecoder().decode([String: PartSizes].self, from: $0) } ?? [:]
  }

  /// Returns the size of the machine code that `file` is or becomes.
  mutating func size(
    of file: LinkableFile, for machine: borrowing TargetMachine
  ) throws -> PartSizes {
    let bytes = file.bytes
    let key = SHA256.hexadecimalDigest(of: bytes)
    if let size = known[key] { return size }
    let object = file.isBitcode ? try Self.compile(bytes, named: file.name, for: machine) : bytes
    let size: PartSizes
    do {
      size = try PartSizes(ofObject: ElfFile(object))
    } catch {
      preconditionFailure("the linked object \(file.name) is no ELF file: \(error)")
    }
    known[key] = size
    isChanged = true
    return size
  }

  /// Remembers what is known now; an older file stays until the new one is whole.
  func save() {
    guard isChanged else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let url = URL(fileURLWithPath: path)
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? encoder.encode(known).write(to: url, options: .atomic)
  }

  /// Returns the machine code of the bitcode `bytes`, optimised for size on its own.
  private static func compile(
    _ bytes: [UInt8], named name: String, for machine: borrowing TargetMachine
  ) throws -> [UInt8] {
    let module = try Module(bytes: bytes, named: name, in: Context())
    module.stripPrototypeHashes()
    module.triple = Pipeline.triple
    module.dataLayout = machine.dataLayout
    try module.run("default<Oz>", for: machine)
    return try module.emitObject(for: machine)
  }
}

extension PartSizes {

  /// The bytes of the sections of `object` that have a place in memory, by the part that they go to.
  init(ofObject object: ElfFile) {
    self.init()
    for section in object.sections where section.isAllocated {
      let isConstant = section.name.hasPrefix(".data.rel.ro") || section.isThreadLocal
      let part: ByteMap.Part =
        section.kind == ElfFile.Section.noBits
        ? .bss
        : section.isExecutable ? .text : section.isWritable && !isConstant ? .data : .rodata
      self[part] += Int(section.size)
    }
  }
}
