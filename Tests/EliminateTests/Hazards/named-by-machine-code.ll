; Tables and variables that only machine code names, and calls through.
; WANT: root @table nativeObject
; WANT: holds @table+8 @in_table
; WANT: kept @in_table
; WANT: kept @stored
@table = global { i64, ptr } { i64 1, ptr @in_table }
@hook = global ptr null
declare void @machine()
define internal void @in_table(i32 %n) { ret void }
define internal void @stored(ptr %data) { ret void }
define i32 @main() {
  store ptr @stored, ptr @hook
  call void @machine()
  ret i32 0
}
; --- machine.s
    .globl machine
machine:
    mov table+8, %rax
    call *%rax
    jmp *hook
