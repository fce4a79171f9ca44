; What an allocator notes before the memory that it gives away, and reads when it gets it back.
; WANT: kept @released
@arena = internal global [4096 x i8] zeroinitializer, align 16
define internal ptr @take(i64 %size) noinline {
  ret ptr @arena
}
define internal ptr @take_with_head(i64 %size) noinline {
  %place = call ptr @take(i64 %size)
  store ptr @released, ptr %place
  %after = getelementptr i8, ptr %place, i64 16
  ret ptr %after
}
define ptr @malloc(i64 %size) noinline {
  %memory = call ptr @take_with_head(i64 %size)
  ret ptr %memory
}
define void @free(ptr %memory) noinline {
  %place = getelementptr i8, ptr %memory, i64 -16
  %function = load ptr, ptr %place
  call void %function()
  ret void
}
define void @released() { ret void }
define i32 @main() {
  %memory = call ptr @malloc(i64 8)
  call void @free(ptr %memory)
  ret i32 0
}
