; A section whose bounds only machine code reads: what lies in it stays, and is called from there.
; WANT: root @first section
; WANT: holds @first @in_first
; WANT: kept @second
declare void @run_commands()
@first = constant ptr @in_first, section "commands"
@second = constant ptr null, section "commands"
define internal void @in_first() { ret void }
define i32 @main() {
  call void @run_commands()
  ret i32 0
}
; --- machine.s
    .globl run_commands
run_commands:
    mov $__start_commands, %rbx
    cmp $__stop_commands, %rbx
    je 1f
    call *(%rbx)
1:  ret
