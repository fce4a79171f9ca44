; Calls and uses in functions that cannot run do not count.
; WANT: gone @dead
; WANT: gone @callee
; WANT: gone @table
; WANT: gone @in_table
; WANT: kept @callee_of_main
@table = internal constant [1 x ptr] [ptr @in_table]
define internal void @in_table() { ret void }
define internal void @callee() { ret void }
define internal void @dead(i32 %n) {
  call void @callee()
  %i = sext i32 %n to i64
  %place = getelementptr ptr, ptr @table, i64 %i
  %function = load ptr, ptr %place
  call void %function()
  ret void
}
define internal void @callee_of_main() { ret void }
define i32 @main() {
  call void @callee_of_main()
  ret i32 0
}
