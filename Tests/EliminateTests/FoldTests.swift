import Analyse
import LLVM
import Specialise
import StageTestSupport
import Testing
import WholeProgram

/// What writing findings into a program must not leave behind.
@Suite struct FoldTests {

  /// A function that only writes through its parameter writes to a variable once that parameter is
  /// known: attributes that speak of the parameter alone would let LLVM drop its calls.
  @Test func constantsInPlaceOfParametersForgetEffects() throws {
    let test = StageTestFile(
      name: "effects",
      text: """
        ; WANT: kept @limit
        @file = internal global [4 x i64] zeroinitializer
        define internal void @limit(ptr noalias captures(none) initializes((8, 16)) %file, i64 %most) noinline memory(argmem: write) {
          %place = getelementptr i8, ptr %file, i64 8
          store i64 %most, ptr %place
          ret void
        }
        define i32 @main(i32 %argc) {
          %most = zext i32 %argc to i64
          call void @limit(ptr noalias captures(none) @file, i64 %most) memory(argmem: write)
          %place = getelementptr i8, ptr @file, i64 8
          %value = load i64, ptr %place
          %result = trunc i64 %value to i32
          ret i32 %result
        }
        """)
    let program = try test.link()
    let analysis = program.analyseClosely()
    program.fold(analysis.findings)
    try program.module.verify()
    let text = program.module.text
    for word in ["memory(", "initializes(", "noalias", "captures("] {
      #expect(!text.contains(word), "\(word) is left in \(text)")
    }
  }
}
