internal import LibraryOS
internal import Model

/// Makes what stands for a shared library: an archive of its objects.
///
/// A program that is linked with the file gets the objects that it needs, as from any archive; build
/// systems that insist on shared libraries thus work unchanged. Archives among the inputs are put in
/// member by member, for the program's link to choose from.
struct LibraryLink {

  /// The file to make.
  let output: String
  /// What the link names.
  let inputs: [LinkInput]

  /// Makes the library; returns the exit status.
  func run() throws(Diagnostic) -> Int32 {
    let scratch = try Scratch(beside: output)
    let files = inputs.flatMap { input -> [String] in
      if case .words = input { [] } else { input.words }
    }
    // `q` keeps objects of the same name, `L` takes archives apart, `D` leaves times and owners out.
    let ending = try ChildProcess.run(
      path: try Tool.archiver.path(),
      arguments: ["qLcsD", scratch.path("library.a")] + files, setting: scratch.setting)
    guard ending.isSuccess else { return ending.status }
    try scratch.move("library.a", to: output)
    return 0
  }
}
