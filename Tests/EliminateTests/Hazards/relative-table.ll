; A table of distances instead of addresses, as relative virtual tables have.
; WANT: kept @near
; WANT: kept @far
@table = internal constant [2 x i32] [
  i32 trunc (i64 sub (i64 ptrtoint (ptr @near to i64), i64 ptrtoint (ptr @table to i64)) to i32),
  i32 trunc (i64 sub (i64 ptrtoint (ptr @far to i64), i64 ptrtoint (ptr @table to i64)) to i32)]
define internal void @near() { ret void }
define internal void @far() { ret void }
define i32 @main(i32 %argc) {
  %index = sext i32 %argc to i64
  %place = getelementptr [2 x i32], ptr @table, i64 0, i64 %index
  %distance = load i32, ptr %place
  %wide = sext i32 %distance to i64
  %target = getelementptr i8, ptr @table, i64 %wide
  call void %target()
  ret i32 0
}
