import Analyse
import Eliminate
import LLVM
import Model
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

  /// Checks what `test` wants.
  private func check(_ test: StageTestFile) throws {
    guard let flaw = test.knownFlaw else { return try checkWishes(of: test) }
    withKnownIssue("\(flaw)", isIntermittent: true) { try checkWishes(of: test) }
  }

  /// Checks each wish of `test` after one round of the stages.
  private func checkWishes(of test: StageTestFile) throws {
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
    let analysis = program.analyse()
    let live = Set(
      analysis.isLive.indices.filter { analysis.isLive[$0] }.map {
        analysis.index.name(Symbol.ID($0))
      })
    program.eliminate(following: analysis)
    #expect(throws: Never.self) { try program.module.verify() }
    for wish in test.wishes {
      #expect(wish.holds(in: program, liveBefore: live), "\(test.name): \(wish.text)")
    }
  }
}
