; Function pointers in memory from an allocator of the program's own.
; WANT: kept @method
; WANT: kept @second_method
@arena = internal global [4096 x i8] zeroinitializer, align 16
@used = internal global i64 0
@list = internal global ptr null
define void @method(ptr %self) { ret void }
define void @second_method(ptr %self) { ret void }
define internal ptr @allocate(i64 %size) {
  %start = load i64, ptr @used
  %end = add i64 %start, %size
  store i64 %end, ptr @used
  %place = getelementptr i8, ptr @arena, i64 %start
  ret ptr %place
}
define internal void @push(ptr %method) {
  %object = call ptr @allocate(i64 16)
  %head = load ptr, ptr @list
  store ptr %head, ptr %object
  %slot = getelementptr i8, ptr %object, i64 8
  store ptr %method, ptr %slot
  store ptr %object, ptr @list
  ret void
}
define i32 @main() {
entry:
  call void @push(ptr @method)
  call void @push(ptr @second_method)
  br label %loop
loop:
  %object = load ptr, ptr @list
  %done = icmp eq ptr %object, null
  br i1 %done, label %end, label %body
body:
  %slot = getelementptr i8, ptr %object, i64 8
  %method = load ptr, ptr %slot
  call void %method(ptr %object)
  %next = load ptr, ptr %object
  store ptr %next, ptr @list
  br label %loop
end:
  ret i32 0
}
