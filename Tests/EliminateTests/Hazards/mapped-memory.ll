; Memory that moves, that is mapped over other memory, and that is mapped with flags nobody knows.
; WANT: kept @moved
; WANT: kept @over
; WANT: kept @unknown
@next = internal global i64 1048576
define void @moved() { ret void }
define void @over() { ret void }
define void @unknown() { ret void }
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
define i32 @main(i32 %argc) {
  %memory = call ptr @mmap(ptr null, i64 4096, i32 3, i32 34, i32 -1, i64 0)
  store ptr @moved, ptr %memory
  %again = call ptr @mremap(ptr %memory, i64 4096, i64 8192, i32 1)
  %a = load ptr, ptr %again
  call void %a()
  %second = call ptr @mmap(ptr null, i64 4096, i32 3, i32 34, i32 -1, i64 0)
  %place = getelementptr i8, ptr %second, i64 64
  store ptr @over, ptr %place
  %fixed = call ptr @mmap(ptr %second, i64 4096, i32 3, i32 18, i32 %argc, i64 0)
  %b.place = getelementptr i8, ptr %fixed, i64 64
  %b = load ptr, ptr %b.place
  call void %b()
  %third = call ptr @mmap(ptr null, i64 4096, i32 3, i32 %argc, i32 -1, i64 0)
  store ptr @unknown, ptr %third
  %fourth = call ptr @mmap(ptr null, i64 4096, i32 3, i32 %argc, i32 -1, i64 0)
  %c = load ptr, ptr %fourth
  call void %c()
  ret i32 0
}
