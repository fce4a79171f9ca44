; A table that moves to a larger place when it grows: what stands in it keeps its places.
; ENGINE: closed-world
; WANT: gone @unread
; WANT: kept @read
@arena = internal global [4096 x i8] zeroinitializer, align 16
define ptr @malloc(i64 %size) noinline {
  ret ptr @arena
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
%file = type { ptr, ptr }
@file = internal global %file { ptr @unread, ptr @read }
@first = internal global [3 x ptr] [ptr @file, ptr @file, ptr @file]
@table = internal global ptr @first
define internal void @unread() { ret void }
define internal void @read() { ret void }
define i32 @main(i32 %argc) {
entry:
  %size = zext i32 %argc to i64
  %bytes = shl i64 %size, 3
  %new = call ptr @malloc(i64 %bytes)
  %old = load ptr, ptr @table
  call void @llvm.memcpy.p0.p0.i64(ptr %new, ptr %old, i64 24, i1 false)
  store ptr %new, ptr @table
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %now = load ptr, ptr @table
  %slot = getelementptr inbounds ptr, ptr %now, i64 %i
  %file = load ptr, ptr %slot
  %place = getelementptr %file, ptr %file, i64 0, i32 1
  %function = load ptr, ptr %place
  call void %function()
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %size
  br i1 %done, label %end, label %loop
end:
  ret i32 0
}
