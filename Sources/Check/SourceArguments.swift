import Clang
import Foundation
import LibraryOS

/// The arguments with which libclang reads C files as `specialise cc` would compile them.
struct SourceArguments {

  /// What holds for every file.
  let fixed: [String]

  /// The arguments for the C library of `installation`.
  init(_ installation: Installation) {
    fixed = [
      "--target=x86_64-linux-musl", "-resource-dir", "/usr/lib/llvm-22/lib/clang/22",
      "-nostdlibinc", "-isystem", installation.headers,
    ]
  }

  /// The arguments for `file` with the user's `words`, and those of the `compile_commands.json` that
  /// lies in the nearest folder above the file, if one does.
  func words(for file: String, _ words: [String]) -> [String] {
    let path = URL(filePath: file).standardizedFileURL.path
    var folder = path
    while let slash = folder.lastIndex(of: "/"), slash != folder.startIndex {
      folder = String(folder[..<slash])
      guard FileManager.default.fileExists(atPath: "\(folder)/compile_commands.json"),
        let database = CompilationDatabase(folder: folder)
      else { continue }
      guard let command = database.command(for: path) else { break }
      return Self.plain(command.words, file: path, folder: command.folder) + words + fixed
    }
    return words + fixed
  }

  /// What says how code is read in the compiler command `words`, which compiles `file` in `folder`.
  private static func plain(_ words: [String], file: String, folder: String) -> [String] {
    var result = ["-working-directory", folder]
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      if word == "-o" || word == "-MF" || word == "-MT" || word == "-MQ" {
        _ = rest.popFirst()
      } else if word == "--" {
        break
      } else if ["-D", "-I", "-U", "-include", "-isystem", "-iquote", "-x"].contains(word) {
        result += [word, rest.popFirst() ?? ""]
      } else if word.hasPrefix("-"), !["-c", "-S", "-E", "-M", "-MM", "-MD", "-MMD"].contains(word)
      {
        result.append(word)
      }
    }
    return result
  }
}
