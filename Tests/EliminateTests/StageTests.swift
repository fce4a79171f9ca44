import Analyse
import Eliminate
import LLVM
import Model
import Specialise
import StageTestSupport
import Testing
import WholeProgram

/// Whole programs in LLVM's assembly language, linked, analysed and stripped of what cannot run.
@Suite struct StageTests {

  /// What the analysis must not miss: each program breaks if one kind of reference is overlooked.
  @Test(arguments: StageTestFile.all(in: "Hazards", besides: #filePath))
  func hazard(_ test: StageTestFile) throws {
    try check(test)
  }

  /// What the analysis must find out.
  @Test(arguments: StageTestFile.all(in: "Rules", besides: #filePath))
  func rule(_ test: StageTestFile) throws {
    try check(test)
  }

  /// The analyses, each of which must hold alone.
  enum Engine: String, CaseIterable {
    /// Reachability over functions, variables and slots.
    case reachability
    /// The closed-world engine, whose findings are written into the program.
    case closedWorld = "closed-world"
  }

  /// Checks what `test` wants, with each engine.
  private func check(_ test: StageTestFile) throws {
    for engine in Engine.allCases where test.engine ?? engine.rawValue == engine.rawValue {
      try checkWishes(of: test, engine)
    }
  }

  /// Checks each wish of `test` after one round of the stages with `engine`.
  private func checkWishes(of test: StageTestFile, _ engine: Engine) throws {
    let program: Program
    do {
      program = try test.link()
    } catch let failure as DiagnosedFailure {
      let texts = failure.diagnostics.map(\.description)
      for wish in test.wishes {
        #expect(wish.isAboutErrors && wish.holds(in: failure.diagnostics), "\(wish.text): \(texts)")
      }
      return
    }
    program.recallEffects()
    let analysis = engine == .reachability ? program.analyse() : program.analyseClosely()
    let live = Set(
      analysis.isLive.indices.filter { analysis.isLive[$0] }.map {
        analysis.index.name(Symbol.ID($0))
      })
    if engine == .closedWorld { _ = program.fold(analysis.findings) }
    program.eliminate(following: analysis)
    #expect(throws: Never.self) { try program.module.verify() }
    for wish in test.wishes {
      #expect(wish.holds(in: program, liveBefore: live), "\(engine): \(wish.text)")
    }
  }
}
