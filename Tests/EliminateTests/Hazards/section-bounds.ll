; What lies between `__start_` and `__stop_` is read without being named.
; WANT: kept @in_first
; WANT: kept @in_second
; WANT: gone @elsewhere
@first = constant ptr @in_first, section "commands"
@llvm.compiler.used = appending global [1 x ptr] [ptr @second], section "llvm.metadata"
@second = internal constant ptr @in_second, section "commands"
@elsewhere = constant ptr @in_first, section "other_commands"
@__start_commands = external constant ptr
@__stop_commands = external constant ptr
define internal void @in_first() { ret void }
define internal void @in_second() { ret void }
define i32 @main() {
entry:
  br label %next
next:
  %place = phi ptr [ @__start_commands, %entry ], [ %following, %body ]
  %end = icmp eq ptr %place, @__stop_commands
  br i1 %end, label %done, label %body
body:
  %command = load ptr, ptr %place
  call void %command()
  %following = getelementptr ptr, ptr %place, i64 1
  br label %next
done:
  ret i32 0
}
