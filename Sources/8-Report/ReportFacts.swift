package import Model

/// What a report is made of, as the stages know it and in any order.
package struct ReportFacts: Sendable {

  /// The tool that made the image, and its version.
  package var tool: String
  /// The machine that the image is for, as LLVM names it.
  package var target: String
  /// The file that boots; only the last part of its path is kept.
  package var imageName: String
  /// The bytes of memory from the first address of the image to its last.
  package var memoryBytes: Int
  /// What each byte of the image stands for.
  package var map: ByteMap
  /// The files that the user gave.
  package var inputs: [SizeReport.Input] = []
  /// What is known about the components of the library OS.
  package var components: [Component] = []
  /// The sizes of each component in images made by other means.
  package var baselines = Baselines()
  /// What stays whatever the analysis finds.
  package var roots: [Root] = []
  /// Why each other symbol stays.
  package var explanations: [SizeReport.Explanation] = []
  /// What could not be seen and was assumed.
  package var assumptions: [Assumption] = []
  /// What the stages did, in the order of time.
  package var decisions: [Decision] = []
  /// The system calls that the program can make.
  package var systemCalls: [SizeReport.SystemCall] = []
  /// How far indirect calls were narrowed.
  package var indirectCalls = SizeReport.IndirectCalls()
  /// What the assumptions about each kind of hazard cost.
  package var hazards: [SizeReport.Hazard] = []
  /// The slots of tables that something reads.
  package var slots: [SizeReport.Slot] = []
  /// Those that nothing read.
  package var clearedSlots: [SizeReport.ClearedSlot] = []
  /// The functions that were made for speed, if a profile was given.
  package var fastFunctions: Set<String>?
  /// Which places of the source run.
  package var code = SizeReport.Code()
  /// What the run took.
  package var run = SizeReport.Run(stages: [])

  /// The sizes of each component in images made by other means, where they were measured.
  package struct Baselines: Sendable {

    /// All of the application and of the library OS.
    package var everything: [String: PartSizes]?
    /// What a linker takes out of archives.
    package var linked: [String: PartSizes]?
    /// What LLVM's link-time optimisation leaves.
    package var lto: [String: PartSizes]?

    /// No sizes.
    package init() {}
  }

  /// The facts that every image has.
  package init(
    tool: String, target: String, imageName: String, memoryBytes: Int, map: ByteMap
  ) {
    self.tool = tool
    self.target = target
    self.imageName = imageName
    self.memoryBytes = memoryBytes
    self.map = map
  }
}
