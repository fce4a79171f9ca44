; What is stored where a file is mapped, and never read, is not needed; nor does it escape what the mapping
; is asked for, or moved to.
; ENGINE: closed-world
; WANT: gone @stored
; WANT: kept @read
@next = internal global i64 1048576
define internal void @stored() { ret void }
define internal void @read() { ret void }
define ptr @mmap(ptr %start, i64 %length, i32 %prot, i32 %flags, i32 %fd, i64 %offset) noinline {
  %address = load i64, ptr @next
  %memory = inttoptr i64 %address to ptr
  ret ptr %memory
}
define ptr @mremap(ptr %old, i64 %length, i64 %new, i32 %flags) noinline {
  %address = load i64, ptr @next
  %memory = inttoptr i64 %address to ptr
  ret ptr %memory
}
define i32 @main() {
  %memory = call ptr @mmap(ptr null, i64 4096, i32 3, i32 2, i32 3, i64 0)
  %place.1 = getelementptr i8, ptr %memory, i64 8
  store ptr @stored, ptr %place.1
  %place.2 = getelementptr i8, ptr %memory, i64 16
  store ptr @read, ptr %place.2
  %again = call ptr @mremap(ptr %memory, i64 4096, i64 8192, i32 1)
  %place.3 = getelementptr i8, ptr %again, i64 16
  %function = load ptr, ptr %place.3
  call void %function()
  ret i32 0
}
