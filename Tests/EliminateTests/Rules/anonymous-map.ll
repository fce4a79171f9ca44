; Memory of no file's that mmap gives is fresh: what is stored there and never read is not needed.
; ENGINE: closed-world
; WANT: gone @stored
; WANT: kept @read
define internal void @stored() { ret void }
define internal void @read() { ret void }
@next = internal global i64 1048576
define ptr @mmap(ptr %start, i64 %length, i32 %prot, i32 %flags, i32 %fd, i64 %offset) noinline {
  %address = load i64, ptr @next
  %after = add i64 %address, %length
  store i64 %after, ptr @next
  %memory = inttoptr i64 %address to ptr
  ret ptr %memory
}
define i32 @main() {
  %memory = call ptr @mmap(ptr null, i64 4096, i32 3, i32 34, i32 -1, i64 0)
  store ptr @stored, ptr %memory
  %place = getelementptr i8, ptr %memory, i64 8
  store ptr @read, ptr %place
  %function = load ptr, ptr %place
  call void %function()
  ret i32 0
}
