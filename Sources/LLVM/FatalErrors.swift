import CLLVM

/// What LLVM does when it finds that it cannot go on.
package enum FatalErrors {

  /// Makes `body` end the process in LLVM's place, which would end it with a status of its own.
  ///
  /// - Requires: nothing but the message may be used in `body`; it is called once.
  package static func handle(_ body: @escaping @convention(c) (UnsafePointer<CChar>?) -> Void) {
    LLVMResetFatalErrorHandler()
    LLVMInstallFatalErrorHandler(body)
  }
}
