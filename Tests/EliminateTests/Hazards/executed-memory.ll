; Code that a program writes into memory and executes.
; WANT: kept @after
; WANT: kept @called_back
; WANT: calls @main @after
@place = internal global ptr null
declare ptr @mmap(ptr, i64, i32, i32, i32, i64)
define internal void @after() noinline { ret void }
define internal void @called_back() noinline { ret void }
define i32 @main() {
  %memory = call ptr @mmap(ptr null, i64 4096, i32 7, i32 34, i32 -1, i64 0)
  store ptr %memory, ptr @place
  store i8 -61, ptr %memory
  %code = load ptr, ptr @place
  call void %code(ptr @called_back)
  call void @after()
  ret i32 0
}
; LIBRARY: libc.a mmap.ll
; --- mmap.ll
define ptr @mmap(ptr %at, i64 %size, i32 %protection, i32 %flags, i32 %file, i64 %offset) noinline {
  %address = call i64 asm sideeffect "", "=r"()
  %memory = inttoptr i64 %address to ptr
  ret ptr %memory
}
