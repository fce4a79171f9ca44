/// A place in a file: a source position, or a file as a whole.
public struct Site: Hashable, Codable, Sendable {

  /// The file, relative to where the program was compiled if that is known.
  public let file: String
  /// The line, counted from 1, or `nil` for the whole file.
  public let line: Int?

  /// The place at `line` of `file`.
  public init(_ file: String, line: Int? = nil) {
    self.file = file
    self.line = line
  }
}

extension Site: CustomStringConvertible {

  /// `file:line`, or `file`.
  public var description: String {
    if let line { "\(file):\(line)" } else { file }
  }
}
