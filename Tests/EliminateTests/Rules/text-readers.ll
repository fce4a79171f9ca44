; Functions that read texts keep no pointer to what they get, whoever else they get one from.
; ENGINE: closed-world
; WANT: calls @main @handler
@outside = external global [8 x i8]
declare i64 @strlen(ptr)
declare i32 @strcmp(ptr, ptr)
define internal void @handler() noinline { ret void }
define i32 @main() {
  %record = alloca { [8 x i8], ptr }
  %slot = getelementptr i8, ptr %record, i64 8
  store ptr @handler, ptr %slot
  store i8 0, ptr %record
  call i64 @strlen(ptr %record)
  call i32 @strcmp(ptr %record, ptr @outside)
  %function = load ptr, ptr %slot
  call void %function()
  ret i32 0
}
