import Foundation
import Glibc

/// A private folder for intermediate files, deleted with all its contents when it is not used any more.
package struct ScratchFolder: ~Copyable {

  /// The absolute path of the folder.
  package let path: String

  /// A new folder in the same folder as the file `output`, which need not exist yet, or in the
  /// system's folder for such if there is none.
  package init(beside output: String?) throws(ImageFailure) {
    let output = output ?? NSTemporaryDirectory() + "/output"
    let slash = output.lastIndex(of: "/")
    let parent = slash.map { String(output[..<$0]) }.map { $0.isEmpty ? "/" : $0 } ?? "."
    guard let absolute = realpath(parent, nil) else {
      throw .inaccessible(SystemError(errno, action: "write", path: output).diagnostic)
    }
    defer { free(absolute) }
    var template = Array((String(cString: absolute) + "/.specialise-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw .inaccessible(SystemError(errno, action: "write", path: output).diagnostic)
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
