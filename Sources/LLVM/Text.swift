import CLLVM

extension String {

  /// The text that `read` returns as a pointer and a count of bytes.
  init(readingWith read: (UnsafeMutablePointer<Int>) -> UnsafePointer<CChar>?) {
    var count = 0
    guard let start = read(&count) else {
      self = ""
      return
    }
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    self = String(decoding: bytes, as: UTF8.self)
  }

  /// The text at `message`, which is freed.
  init(consuming message: UnsafeMutablePointer<CChar>?) {
    guard let message else {
      self = "no reason given"
      return
    }
    defer { LLVMDisposeMessage(message) }
    self = String(cString: message)
  }
}
