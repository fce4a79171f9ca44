; A pointer that is copied part by part without a loop, as by one that was unrolled, is one where it arrives.
; WANT: kept @called
@table = internal constant { i64, ptr } { i64 1, ptr @called }
@used = internal global i32 0
define internal void @called() noinline {
  store volatile i32 7, ptr @used
  ret void
}
define internal void @copy(ptr %to, ptr %from) noinline {
  %part0 = load i8, ptr %from
  store i8 %part0, ptr %to
  %from1 = getelementptr i8, ptr %from, i64 1
  %part1 = load i8, ptr %from1
  %to1 = getelementptr i8, ptr %to, i64 1
  store i8 %part1, ptr %to1
  %from2 = getelementptr i8, ptr %from, i64 2
  %part2 = load i16, ptr %from2, align 1
  %to2 = getelementptr i8, ptr %to, i64 2
  store i16 %part2, ptr %to2, align 1
  %from4 = getelementptr i8, ptr %from, i64 4
  %part4 = load i32, ptr %from4, align 1
  %to4 = getelementptr i8, ptr %to, i64 4
  store i32 %part4, ptr %to4, align 1
  ret void
}
define i32 @main() {
  %place = alloca ptr, align 8
  %from = getelementptr i8, ptr @table, i64 8
  call void @copy(ptr %place, ptr %from)
  %function = load volatile ptr, ptr %place
  call void %function()
  %result = load volatile i32, ptr @used
  ret i32 %result
}
