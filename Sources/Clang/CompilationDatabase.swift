internal import CClang

/// A `compile_commands.json`: how files of a project are compiled.
package final class CompilationDatabase {

  /// libclang's handle.
  private let raw: CXCompilationDatabase

  /// The database in `folder`, if there is one.
  package init?(folder: String) {
    var status = CXCompilationDatabase_NoError
    guard let raw = clang_CompilationDatabase_fromDirectory(folder, &status),
      status == CXCompilationDatabase_NoError
    else { return nil }
    self.raw = raw
  }

  deinit {
    clang_CompilationDatabase_dispose(raw)
  }

  /// The words of the first command that compiles `file`, an absolute path, and the folder in which
  /// it runs.
  package func command(for file: String) -> (words: [String], folder: String)? {
    guard let commands = clang_CompilationDatabase_getCompileCommands(raw, file) else { return nil }
    defer { clang_CompileCommands_dispose(commands) }
    guard clang_CompileCommands_getSize(commands) > 0,
      let command = clang_CompileCommands_getCommand(commands, 0)
    else { return nil }
    let words = (0..<clang_CompileCommand_getNumArgs(command)).map {
      String(taking: clang_CompileCommand_getArg(command, $0))
    }
    return (words, String(taking: clang_CompileCommand_getDirectory(command)))
  }
}
