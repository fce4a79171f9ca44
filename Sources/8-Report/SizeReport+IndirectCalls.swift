package import Model

extension SizeReport {

  /// How far indirect calls were narrowed.
  package struct IndirectCalls: Codable, Hashable, Sendable {

    /// How many functions each of some calls may reach.
    package struct Targets: Codable, Hashable, Sendable {

      /// The number of calls.
      package let sites: Int
      /// Those that reach nothing, so that they cannot happen.
      package let withoutTarget: Int
      /// Those that reach one function.
      package let withOneTarget: Int
      /// The mean number of functions that a call may reach.
      package let mean: Double
      /// The number that half of the calls do not exceed.
      package let median: Int
      /// The number that nine tenths of the calls do not exceed.
      package let p90: Int
      /// The largest number.
      package let most: Int

      /// The statistics of calls that may reach `counts` functions each.
      package init(_ counts: [Int]) {
        let sorted = counts.sorted()
        /// The number that `tenths` of the calls do not exceed.
        func quantile(_ tenths: Int) -> Int {
          sorted.isEmpty ? 0 : sorted[max(0, (sorted.count * tenths + 9) / 10 - 1)]
        }
        sites = sorted.count
        withoutTarget = sorted.count { $0 == 0 }
        withOneTarget = sorted.count { $0 == 1 }
        let sum = sorted.reduce(0, +)
        mean = sorted.isEmpty ? 0 : (Double(sum) / Double(sorted.count) * 100).rounded() / 100
        median = quantile(5)
        p90 = quantile(9)
        most = sorted.last ?? 0
      }

      /// The whole numbers in it.
      var numbers: [Int] { [sites, withoutTarget, withOneTarget, median, p90, most] }
    }

    /// A call that is left.
    package struct Call: Codable, Hashable, Sendable {

      /// The function that calls.
      package let function: String
      /// Where it does.
      package let site: Site?
      /// How many functions it may reach by its prototype.
      package let bySignature: Int
      /// How many the analysis leaves.
      package let byAnalysis: Int

      /// A call with the given parts.
      package init(function: String, site: Site?, bySignature: Int, byAnalysis: Int) {
        self.function = function
        self.site = site
        self.bySignature = bySignature
        self.byAnalysis = byAnalysis
      }
    }

    /// What prototypes say of the calls that can run, before something is made of them.
    package let bySignature: Targets
    /// What the analysis says of the same calls.
    package let byAnalysis: Targets
    /// How many calls became direct, in all rounds.
    package let madeDirect: Int
    /// The calls that the last analysis left, by function and place.
    package let left: [Call]

    /// The calls `before` anything was made of them, of which `madeDirect` became direct, and those `left`.
    package init(before: [Call] = [], madeDirect: Int = 0, left: [Call] = []) {
      bySignature = Targets(before.map(\.bySignature))
      byAnalysis = Targets(before.map(\.byAnalysis))
      self.madeDirect = madeDirect
      self.left = left.sorted {
        ($0.function, $0.site?.description ?? "", $0.byAnalysis)
          < ($1.function, $1.site?.description ?? "", $1.byAnalysis)
      }
    }
  }

  /// What the assumptions about one kind of hazard cost together.
  package struct Hazard: Codable, Hashable, Sendable {

    /// The hazard.
    package let hazard: String
    /// How many entries the ledger has about it.
    package let count: Int
    /// The bytes that would go if none of them were needed.
    package let bytes: Int

    /// The hazard with the given parts.
    package init(hazard: String, count: Int, bytes: Int) {
      self.hazard = hazard
      self.count = count
      self.bytes = bytes
    }
  }
}
