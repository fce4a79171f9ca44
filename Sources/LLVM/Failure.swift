/// What LLVM refused to do, in its own words.
package struct Failure: Error, Hashable, Sendable, CustomStringConvertible {

  /// LLVM's message, without a trailing line break.
  package let message: String

  /// A failure with `message`.
  package init(_ message: String) {
    self.message = message
  }

  /// The message.
  package var description: String { message }
}
