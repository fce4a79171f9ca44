; A sum that leaves the object on the way, and comes back (musl's fmt_fp, as LLVM writes it).
; ENGINE: closed-world
; WANT: kept @in_the_end
@table = internal global [4 x i64] zeroinitializer
define internal void @in_the_end() noinline { ret void }
define i32 @main(i32 %argc) {
  %place = getelementptr i64, ptr @table, i64 1
  store i64 5, ptr %place
  %n = sext i32 %argc to i64
  %scaled = add i64 %n, 4096
  %far = getelementptr i64, ptr @table, i64 %scaled
  %back = getelementptr i8, ptr %far, i64 -32768
  %value = load i64, ptr %back
  %is = icmp eq i64 %value, 5
  br i1 %is, label %yes, label %no
yes:
  call void @in_the_end()
  ret i32 1
no:
  ret i32 0
}
