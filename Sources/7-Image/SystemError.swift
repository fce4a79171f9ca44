import Foundation
import Glibc
import Model

/// A call of the operating system that failed on a file or folder.
struct SystemError: Error, Hashable, Sendable {

  /// The number of the error, as in `errno`.
  let code: Int32
  /// What was attempted, e.g. `write`.
  let action: String
  /// The file or folder.
  let path: String

  /// The failure `code` of the attempt to `action` the file at `path`.
  init(_ code: Int32, action: String, path: String) {
    self.code = code
    self.action = action
    self.path = path
  }

  /// What to tell the user.
  var diagnostic: Diagnostic {
    let reason = code == EISDIR ? "it is a folder" : String(cString: strerror(code))
    return .error(
      at: Site(path), "cannot be \(action == "write" ? "written" : action): \(reason)",
      recommendation: recommendation)
  }

  /// What the user can do about it, if that is known.
  private var recommendation: String? {
    switch code {
    case ENOSPC, EDQUOT, EFBIG: "free some space there, or choose another folder"
    case EACCES, EPERM, EROFS: "change the permissions, or choose another folder"
    case ENOENT, ENOTDIR: "create the folder first, or correct the path"
    case EISDIR: "choose another name"
    case ENAMETOOLONG: "choose a shorter name"
    default: nil
    }
  }
}

/// Returns the contents of the file at `path`.
func contents(ofFile path: String) throws(SystemError) -> [UInt8] {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw SystemError(errno, action: "read", path: path) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else {
    throw SystemError(errno, action: "read", path: path)
  }
  var failure: Int32 = 0
  let expected = Int(status.st_size)
  let bytes = [UInt8](unsafeUninitializedCapacity: expected) { buffer, filled in
    while filled < expected {
      let count = read(descriptor, buffer.baseAddress! + filled, expected - filled)
      if count < 0, errno == EINTR { continue }
      if count < 0 { failure = errno }
      guard count > 0 else { break }
      filled += count
    }
  }
  guard failure == 0 else { throw SystemError(failure, action: "read", path: path) }
  return bytes
}

/// Writes all of `bytes` to the open file `descriptor`, which `path` names in errors.
func write(
  _ bytes: [UInt8], to descriptor: Int32, path: String
) throws(SystemError) {
  var failure: Int32 = 0
  bytes.withUnsafeBytes { buffer in
    var written = 0
    while written < buffer.count {
      let count = Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        failure = count < 0 ? errno : EIO
        return
      }
      written += count
    }
  }
  guard failure == 0 else { throw SystemError(failure, action: "write", path: path) }
}

/// Makes the new file `path` with `bytes` in it; `shown` names it in errors.
func createFile(at path: String, with bytes: [UInt8], shown: String) throws(SystemError) {
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw SystemError(errno, action: "write", path: shown) }
  do throws(SystemError) {
    try write(bytes, to: descriptor, path: shown)
  } catch {
    close(descriptor)
    unlink(path)
    throw error
  }
  guard close(descriptor) == 0 else {
    let code = errno
    unlink(path)
    throw SystemError(code, action: "write", path: shown)
  }
}
