; The distance of a buffer's new place from its old one is added to pointers into the old one.
; WANT: kept @stored
@arena = internal global [4096 x i8] zeroinitializer, align 16
define ptr @malloc(i64 %size) noinline {
  ret ptr @arena
}
define void @stored() { ret void }
define i32 @main() {
  %old = call ptr @malloc(i64 16)
  %new = call ptr @malloc(i64 32)
  %inside = getelementptr i8, ptr %old, i64 8
  %target = getelementptr i8, ptr %new, i64 8
  store ptr @stored, ptr %target
  %from = ptrtoint ptr %old to i64
  %to = ptrtoint ptr %new to i64
  %distance = sub i64 %to, %from
  %moved = getelementptr i8, ptr %inside, i64 %distance
  %function = load ptr, ptr %moved
  call void %function()
  ret i32 0
}
