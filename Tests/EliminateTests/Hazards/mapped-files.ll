; Files that are mapped: what is stored in one mapping stands in the other, what was written into the file
; stands in both, and what is stored in a mapping is read from the file.
; WANT: kept @shared
; WANT: kept @written
; WANT: kept @read_back
@next = internal global i64 1048576
@message = internal global ptr @written
@buffer = internal global [64 x i8] zeroinitializer, align 16
define void @shared() { ret void }
define void @written() { ret void }
define void @read_back() { ret void }
define internal void @send(ptr %to, ptr %from) noinline "specialise-effect"="sends" { ret void }
define internal i64 @receive(ptr %from, ptr %to) noinline "specialise-effect"="receives" { ret i64 0 }
define ptr @mmap(ptr %start, i64 %length, i32 %prot, i32 %flags, i32 %fd, i64 %offset) noinline {
  %address = load i64, ptr @next
  %memory = inttoptr i64 %address to ptr
  ret ptr %memory
}
define i32 @main(i32 %argc) {
  %first = call ptr @mmap(ptr null, i64 4096, i32 3, i32 1, i32 3, i64 0)
  %second = call ptr @mmap(ptr null, i64 4096, i32 3, i32 1, i32 3, i64 0)
  store ptr @shared, ptr %first
  %a = load ptr, ptr %second
  call void %a()
  call void @send(ptr null, ptr @message)
  %third = call ptr @mmap(ptr null, i64 4096, i32 1, i32 2, i32 3, i64 0)
  %b = load ptr, ptr %third
  call void %b()
  %place = getelementptr i8, ptr %first, i64 64
  store ptr @read_back, ptr %place
  call i64 @receive(ptr null, ptr @buffer)
  %c = load ptr, ptr @buffer
  call void %c()
  ret i32 0
}
