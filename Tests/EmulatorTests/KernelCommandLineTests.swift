import Emulator
import Testing

/// Quoting the arguments of an image.
struct KernelCommandLineTests {

  /// What an image makes of a command line: settings and arguments.
  struct Words: Equatable {
    /// The words before a lone `--`.
    var settings: [String] = []
    /// The words after it, or all words if there is none.
    var arguments: [String] = []

    /// The words of `text`: separated by blanks, grouped by double quotes, where a backslash takes
    /// the next character as it is.
    init(_ text: String) {
      var words: [String] = []
      var word: String?
      var isQuoted = false
      var characters = text.unicodeScalars[...]
      while let character = characters.popFirst() {
        if character == "\"" {
          isQuoted.toggle()
          word = word ?? ""
        } else if character == " ", !isQuoted {
          words += word.map { [$0] } ?? []
          word = nil
        } else {
          let taken = character == "\\" ? characters.popFirst() ?? "\\" : character
          word = (word ?? "") + String(Character(taken))
        }
      }
      words += word.map { [$0] } ?? []
      let end = words.firstIndex(of: "--")
      settings = end.map { Array(words[..<$0]) } ?? []
      arguments = end.map { Array(words[($0 + 1)...]) } ?? words
    }
  }

  @Test(arguments: [
    [], ["a"], ["a", "b c"], [""], ["", ""], ["--"], ["--", "x", "--"], ["-x", "--long=1"],
    ["\"", "\\", "\\\"", "a\\"], ["a\tb", "c\nd", "\u{1}"], ["ä ö", "日本"],
    ["'single'", "$x", "a;b"],
    [" ", "  x  "], ["A=B", "C=D E"],
  ])
  func argumentsSurvive(arguments: [String]) {
    let text = KernelCommandLine.text(settings: [], arguments: arguments)
    #expect(Words(text) == Words(settings: [], arguments: arguments))
    let both = KernelCommandLine.text(settings: ["X=1", "Y=2"], arguments: arguments)
    #expect(Words(both) == Words(settings: ["X=1", "Y=2"], arguments: arguments))
  }

  @Test func randomArgumentsSurvive() {
    var generator = SystemRandomNumberGenerator()
    let alphabet = Array(#" "\ab-=ä"#)
    for _ in 0..<500 {
      let arguments = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
        let length = Int.random(in: 0...5, using: &generator)
        return String((0..<length).map { _ in alphabet.randomElement(using: &generator)! })
      }
      let text = KernelCommandLine.text(settings: [], arguments: arguments)
      #expect(Words(text).arguments == arguments)
    }
  }

  @Test func settingsAloneAreNoArguments() {
    #expect(KernelCommandLine.text(settings: [], arguments: []) == "")
    #expect(KernelCommandLine.text(settings: ["A=1"], arguments: []) == "A=1 --")
    #expect(KernelCommandLine.text(settings: ["A=1 -- x"], arguments: ["y"]) == "A=1 -- x y")
  }

  @Test func plainWordsStayReadable() {
    #expect(KernelCommandLine.quote("/path/to-file.lua") == "/path/to-file.lua")
    #expect(KernelCommandLine.quote("two words") == "\"two words\"")
  }
}

extension KernelCommandLineTests.Words {

  /// The words that a test expects.
  init(settings: [String], arguments: [String]) {
    self.init("")
    self.settings = settings
    self.arguments = arguments
  }
}
