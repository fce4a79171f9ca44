; Distances of labels from a base instead of their addresses.
; WANT: kept @reached
@distances = internal constant [2 x i32] [
  i32 trunc (i64 sub (i64 ptrtoint (ptr blockaddress(@run, %a) to i64), i64 ptrtoint (ptr blockaddress(@run, %a) to i64)) to i32),
  i32 trunc (i64 sub (i64 ptrtoint (ptr blockaddress(@run, %b) to i64), i64 ptrtoint (ptr blockaddress(@run, %a) to i64)) to i32)]
define void @reached() { ret void }
define internal void @run(i64 %index) {
  %slot = getelementptr i32, ptr @distances, i64 %index
  %distance = load i32, ptr %slot
  %wide = sext i32 %distance to i64
  %label = getelementptr i8, ptr blockaddress(@run, %a), i64 %wide
  indirectbr ptr %label, [label %a, label %b]
a:
  ret void
b:
  call void @reached()
  ret void
}
define i32 @main(i32 %argc) {
  %index = sext i32 %argc to i64
  call void @run(i64 %index)
  ret i32 0
}
