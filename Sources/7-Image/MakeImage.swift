import Model

/// The image stage: one program with its native objects becomes a file that boots.
///
/// The linker runs once. Its output keeps all symbols and becomes the symbol file; the image is
/// written from that output's loadable segments, so both have the same layout by construction.
/// Which byte stands for what is read from the linker's map, and checked to cover the whole file.
///
/// `scratch` is an existing folder for intermediate files; they are left in it.
package func makeImage(
  _ input: ImageInput, in scratch: String
) throws(ImageFailure) -> BootImage {
  let linked = try Linker.installed().link(input, in: scratch)
  let twin: ElfFile
  do throws(ElfFile.Flaw) {
    twin = try ElfFile(linked.file)
  } catch {
    throw .unusable(reason: "\(error)")
  }
  let file = try BootFile(from: twin)
  let builder = ByteMapBuilder(twin: twin, file: file, linked: linked, input: input)
  return BootImage(
    bytes: file.bytes, symbolFile: linked.file, map: builder.map(),
    memoryBytes: file.memory.count,
    warnings: linked.warnings.filter { concernsImage($0, of: twin) })
}

/// Returns `true` iff `warning` is about the image: not only about a section of `twin` that is never
/// loaded, nor about an object that does not say whose addresses matter (it is just not folded).
private func concernsImage(_ warning: Diagnostic, of twin: ElfFile) -> Bool {
  if warning.message.contains("SHT_LLVM_ADDRSIG") { return false }
  let marker = " is being placed in '"
  guard let range = warning.message.ranges(of: marker).last else { return true }
  let name = warning.message[range.upperBound...].dropLast()
  return twin.sections.contains { $0.name == name && $0.isAllocated && $0.size > 0 }
}
