; A function pointer that code without optimisation copies byte by byte: its variables are in memory.
; WANT: kept @by_bytes
; WANT: kept @by_index
@bytes = internal constant { i64, ptr } { i64 1, ptr @by_bytes }
@indexed = internal constant { i64, ptr } { i64 1, ptr @by_index }
define void @by_bytes() { ret void }
define void @by_index() { ret void }
define internal void @call_second(ptr %record) {
  %place = getelementptr i8, ptr %record, i64 8
  %function = load ptr, ptr %place
  call void %function()
  ret void
}
define i32 @main() noinline optnone {
entry:
  %buffer = alloca [16 x i8], align 8
  %other = alloca [16 x i8], align 8
  %count = alloca i32
  %from = alloca ptr
  %to = alloca ptr
  store i32 0, ptr %count
  store ptr @bytes, ptr %from
  store ptr %buffer, ptr %to
  br label %loop
loop:
  %from.old = load ptr, ptr %from
  %from.new = getelementptr i8, ptr %from.old, i64 1
  store ptr %from.new, ptr %from
  %byte = load i8, ptr %from.old
  %to.old = load ptr, ptr %to
  %to.new = getelementptr i8, ptr %to.old, i64 1
  store ptr %to.new, ptr %to
  store i8 %byte, ptr %to.old
  %index = load i32, ptr %count
  %wide = sext i32 %index to i64
  %indexed.from = getelementptr i8, ptr @indexed, i64 %wide
  %indexed.byte = load i8, ptr %indexed.from
  %index.again = load i32, ptr %count
  %wide.again = sext i32 %index.again to i64
  %indexed.to = getelementptr i8, ptr %other, i64 %wide.again
  store i8 %indexed.byte, ptr %indexed.to
  %old = load i32, ptr %count
  %next = add nsw i32 %old, 1
  store i32 %next, ptr %count
  %done = icmp eq i32 %next, 16
  br i1 %done, label %end, label %loop
end:
  call void @call_second(ptr %buffer)
  call void @call_second(ptr %other)
  ret i32 0
}
