; Functions that read texts keep no pointer to what they get, whoever else they get one from.
; ENGINE: closed-world
; LIBRARY: libc.a strings.ll
; WANT: calls @main @handler
declare i64 @strlen(ptr)
define internal void @handler() noinline { ret void }
define i32 @main() {
  %record = alloca { [8 x i8], ptr }
  %slot = getelementptr i8, ptr %record, i64 8
  store ptr @handler, ptr %slot
  store i8 0, ptr %record
  call i64 @strlen(ptr %record)
  %function = load ptr, ptr %slot
  call void %function()
  ret i32 0
}
; --- strings.ll
@seen = internal global ptr null
define i64 @strlen(ptr %text) noinline {
  call void asm sideeffect "", "r"(ptr %text)
  ret i64 0
}
