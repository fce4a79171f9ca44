internal import CClang
internal import Glibc

/// A C file as libclang understands it, with its headers.
///
/// Everything that libclang hands out lives as long as the unit; a `Cursor` keeps its unit alive.
package final class TranslationUnit {

  /// What libclang says about the file.
  package struct Message: Hashable, Sendable {
    /// `true` iff the file cannot be compiled because of it.
    package let isError: Bool
    /// Clang's words.
    package let text: String
    /// The file, or an empty text for what is about no file.
    package let file: String
    /// The line, counted from 1; 0 without a file.
    package let line: Int
  }

  /// What went wrong when a file was to be read.
  package struct Unreadable: Error {}

  /// libclang's handle for what units share.
  private let index: CXIndex
  /// libclang's handle.
  private let raw: CXTranslationUnit

  /// The unit that the arguments `arguments` of a compiler make of the file `path`, whose text is
  /// `text` unless `nil`. Mistakes in the file become messages.
  package init(
    path: String, arguments: [String], text: String? = nil
  ) throws(Unreadable) {
    guard let index = clang_createIndex(0, 0) else { throw Unreadable() }
    var words: [UnsafePointer<CChar>?] = arguments.map { UnsafePointer(strdup($0)) }
    defer { words.forEach { free(UnsafeMutableRawPointer(mutating: $0)) } }
    var result: CXTranslationUnit?
    let options = CXTranslationUnit_KeepGoing.rawValue
    let status = Self.withFile(path, text) { files in
      clang_parseTranslationUnit2(
        index, path, &words, Int32(words.count), files.baseAddress, UInt32(files.count), options,
        &result)
    }
    guard status == CXError_Success, let result else {
      clang_disposeIndex(index)
      throw Unreadable()
    }
    self.index = index
    raw = result
  }

  deinit {
    clang_disposeTranslationUnit(raw)
    clang_disposeIndex(index)
  }

  /// Calls `body` with the file `path` as it stands in memory, or with none without `text`.
  private static func withFile<Result>(
    _ path: String, _ text: String?, _ body: (UnsafeMutableBufferPointer<CXUnsavedFile>) -> Result
  ) -> Result {
    guard let text else { return body(UnsafeMutableBufferPointer(start: nil, count: 0)) }
    return path.withCString { path in
      text.withCString { contents in
        var file = CXUnsavedFile(
          Filename: path, Contents: contents, Length: UInt(text.utf8.count))
        return withUnsafeMutablePointer(to: &file) {
          body(UnsafeMutableBufferPointer(start: $0, count: 1))
        }
      }
    }
  }

  /// What libclang says about the file, in order.
  package var messages: [Message] {
    (0..<clang_getNumDiagnostics(raw)).map { number in
      let diagnostic = clang_getDiagnostic(raw, number)
      defer { clang_disposeDiagnostic(diagnostic) }
      let severity = clang_getDiagnosticSeverity(diagnostic)
      let place = Cursor.place(clang_getDiagnosticLocation(diagnostic))
      return Message(
        isError: severity.rawValue >= CXDiagnostic_Error.rawValue,
        text: String(taking: clang_getDiagnosticSpelling(diagnostic)), file: place?.file ?? "",
        line: place?.line ?? 0)
    }
  }

  /// The declarations of the file and of its headers.
  package var declarations: [Cursor] {
    Cursor(raw: clang_getTranslationUnitCursor(raw), unit: self).children
  }
}

extension String {

  /// The text of `string`, which is freed.
  init(taking string: CXString) {
    self = clang_getCString(string).map { String(cString: $0) } ?? ""
    clang_disposeString(string)
  }
}
