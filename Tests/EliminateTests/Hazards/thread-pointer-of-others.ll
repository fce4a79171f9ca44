; A thread pointer that assembly sets, which gets a variable.
; WANT: kept @handler
; WANT: kept @of_known
@thread = internal global { ptr, ptr } { ptr @thread, ptr @handler }
@known = internal global { ptr, ptr } { ptr @known, ptr @of_known }
define internal void @handler() noinline { ret void }
define internal void @of_known() noinline { ret void }
define internal void @set(ptr %to) noinline "specialise-effect"="sets-thread" { ret void }
define i32 @main() {
  call void @set(ptr @known)
  call void asm sideeffect "wrfsbase $0", "r"(ptr @thread)
  %self = call ptr asm "mov %fs:0,$0", "=r"()
  %place = getelementptr i8, ptr %self, i64 8
  %function = load ptr, ptr %place
  call void %function()
  ret i32 0
}
