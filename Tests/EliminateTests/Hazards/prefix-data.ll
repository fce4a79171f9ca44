; Data that stands before a function's code, and is reached from the function's address.
; WANT: kept @in_prefix
; WANT: kept @in_prologue
define void @in_prefix() { ret void }
@in_prologue = internal global i32 5
define void @carrier() prefix ptr @in_prefix prologue i64 ptrtoint (ptr @in_prologue to i64) {
  ret void
}
define i32 @main() {
  %place = getelementptr ptr, ptr @carrier, i64 -1
  %function = load ptr, ptr %place
  call void %function()
  call void @carrier()
  ret i32 0
}
