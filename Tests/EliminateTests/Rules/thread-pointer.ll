; What hangs on the thread pointer is what was set there, and not whatever escaped.
; ENGINE: closed-world
; WANT: calls @main @handler
; WANT: kept @handler
@thread = internal global { ptr, ptr } zeroinitializer
@table = internal global { ptr, ptr } { ptr null, ptr @escaped }
define internal void @handler() noinline { ret void }
define internal void @escaped() noinline { ret void }
define internal void @set(ptr %to) noinline "specialise-effect"="sets-thread" {
  call void asm sideeffect "wrfsx $0", "r"(ptr %to)
  ret void
}
define internal ptr @get() noinline "specialise-effect"="gives-thread" {
  %it = call ptr asm sideeffect "rdfsx $0", "=r"()
  ret ptr %it
}
define i32 @main() {
  call void asm sideeffect "", "r"(ptr @table)
  store ptr @thread, ptr @thread
  %slot = getelementptr i8, ptr @thread, i64 8
  store ptr @handler, ptr %slot
  call void @set(ptr @thread)
  %self = call ptr asm "mov %fs:0,$0", "=r"()
  %place = getelementptr i8, ptr %self, i64 8
  %function = load ptr, ptr %place
  call void %function()
  %again = call ptr @get()
  %there = getelementptr i8, ptr %again, i64 8
  %same = load ptr, ptr %there
  call void %same()
  ret i32 0
}
