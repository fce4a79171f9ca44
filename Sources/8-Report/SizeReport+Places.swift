package import Model

/// Slots of tables, and places in the source.
extension SizeReport {

  /// A pointer in a table that something reads.
  package struct Slot: Codable, Hashable, Sendable {

    /// The variable.
    package let variable: String
    /// Where in it the pointer stands, in bytes.
    package let offset: Int
    /// The field, if it has a name.
    package let field: String?
    /// What the pointer points to.
    package let target: String
    /// Who reads it.
    package let readers: [SystemCall.Caller]

    /// The slot with the given parts.
    package init(
      variable: String, offset: Int, field: String? = nil, target: String,
      readers: [SystemCall.Caller]
    ) {
      self.variable = variable
      self.offset = offset
      self.field = field
      self.target = target
      self.readers = readers
    }
  }

  /// A pointer in a table that nothing reads, and that is null now.
  package struct ClearedSlot: Codable, Hashable, Sendable {

    /// The variable.
    package let variable: String
    /// Where in it the pointer stood, in bytes.
    package let offset: Int
    /// The field, if it has a name.
    package let field: String?
    /// What the pointer pointed to.
    package let target: String
    /// The round in which it was cleared.
    package let round: Int

    /// The slot with the given parts.
    package init(variable: String, offset: Int, field: String? = nil, target: String, round: Int) {
      self.variable = variable
      self.offset = offset
      self.field = field
      self.target = target
      self.round = round
    }
  }

  /// Which places of the source run, and why others do not.
  package struct Code: Codable, Hashable, Sendable {

    /// The files.
    package let files: [String]
    /// What runs of each function.
    package let functions: [Function]
    /// What does not run of functions that do.
    package let dead: [Dead]

    /// What runs of a function.
    package struct Function: Codable, Hashable, Sendable {
      /// The function.
      package let function: String
      /// Its blocks. The first word of each is where the branch stands that leads there first, `-` for
      /// the function's start; the others are its lines. A word is `FILE:LINE,...`, where FILE is
      /// an index into `files`.
      package let blocks: [String]
    }

    /// What does not run of a function that does.
    package struct Dead: Codable, Hashable, Sendable {
      /// The function.
      package let function: String
      /// The round in which that was found out.
      package let round: Int
      /// Its lines, in the words of `blocks`.
      package let lines: String
      /// Why they do not run.
      package let reason: String
    }

    /// A block of a function that runs, with its places and that of the branch to it.
    package typealias Block = (sites: [Site], from: Site?)
    /// Places of a function that do not run.
    package typealias DeadBlock = (function: String, round: Int, sites: [Site], reason: String)

    /// The code with the blocks `running`, by function, and `dead`.
    package init(
      running: [(function: String, blocks: [Block])] = [], dead: [DeadBlock] = []
    ) {
      var table = FileTable()
      var functions: [Function] = []
      for (function, blocks) in running.sorted(by: { $0.function < $1.function }) {
        let words = blocks.compactMap { block -> String? in
          if block.sites.isEmpty { return nil }
          return (block.from.map { table.words(for: [$0]) } ?? "-") + " "
            + table.words(for: block.sites)
        }
        functions.append(Function(function: function, blocks: words))
      }
      var seen: Set<Dead> = []
      var gone: [Dead] = []
      for block in dead where !block.sites.isEmpty {
        let entry = Dead(
          function: block.function, round: block.round, lines: table.words(for: block.sites),
          reason: block.reason)
        if seen.insert(entry).inserted { gone.append(entry) }
      }
      self.functions = functions
      self.dead = gone.sorted {
        ($0.function, $0.round, $0.lines, $0.reason) < ($1.function, $1.round, $1.lines, $1.reason)
      }
      files = table.files
    }

    /// The places that `words` name.
    package func sites(in words: some StringProtocol) -> [Site] {
      words.split(separator: " ").flatMap { word -> [Site] in
        let parts = word.split(separator: ":")
        guard parts.count == 2, let index = Int(parts[0]), files.indices.contains(index) else {
          return []
        }
        return parts[1].split(separator: ",").map { Site(files[index], line: Int($0)) }
      }
    }

    /// The places of the block `words`, and where the branch to it stands.
    package func block(_ words: String) -> Block {
      let from = words.prefix { $0 != " " }
      return (sites(in: words.dropFirst(from.count)), sites(in: from).first)
    }
  }

  /// Files with numbers.
  private struct FileTable {

    /// The files.
    var files: [String] = []
    /// Their numbers.
    var numbers: [String: Int] = [:]

    /// Returns the words for `sites`.
    mutating func words(for sites: [Site]) -> String {
      var words: [String] = []
      var last = -1
      for site in sites {
        let number = numbers[site.file] ?? files.count
        if number == files.count {
          numbers[site.file] = number
          files.append(site.file)
        }
        if number == last {
          words[words.count - 1] += ",\(site.line ?? 0)"
        } else {
          words.append("\(number):\(site.line ?? 0)")
        }
        last = number
      }
      return words.joined(separator: " ")
    }
  }
}
