; Four calls pass the same two constants: an entry sets them. The fifth passes another one, and the function's
; address is taken: both keep the function.
; WANT: kept @report
; WANT: kept @report.const
; WANT: calls @report.const @report
; WANT: calls @one @report.const
; WANT: calls @two @report.const
; WANT: calls @main @report
; WANT: holds @handlers @report

@text = internal constant [6 x i8] c"error\00"
@handlers = internal global [1 x ptr] [ptr @report]
@sum = internal global i32 0

define internal i32 @report(i32 %code, ptr noundef nonnull readonly %text, i64 noundef %level) noinline memory(readwrite, argmem: read) {
  %letter = load volatile i8, ptr %text
  %wide = zext i8 %letter to i32
  %low = trunc i64 %level to i32
  %first = add i32 %wide, %low
  %second = add i32 %first, %code
  store volatile i32 %second, ptr @sum
  ret i32 %second
}
define internal i32 @one(i32 %code) noinline {
  %first = call i32 @report(i32 %code, ptr noundef nonnull @text, i64 noundef 5)
  %second = call i32 @report(i32 %first, ptr noundef nonnull @text, i64 noundef 5)
  ret i32 %second
}
define internal i32 @two(i32 %code) noinline {
  %first = call i32 @report(i32 %code, ptr noundef nonnull @text, i64 noundef 5)
  %second = call i32 @report(i32 %first, ptr noundef nonnull @text, i64 noundef 5)
  ret i32 %second
}
define i32 @main(i32 %argc) {
  %handler = load volatile ptr, ptr @handlers
  %zero = call i32 %handler(i32 %argc, ptr @text, i64 1)
  %first = call i32 @one(i32 %zero)
  %second = call i32 @two(i32 %first)
  %wide = zext i32 %second to i64
  %third = call i32 @report(i32 %second, ptr @text, i64 %wide)
  ret i32 %third
}
