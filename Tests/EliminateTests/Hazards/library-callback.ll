; A library's function that calls what it is given, directly and through a structure.
; WANT: kept @compare
; WANT: kept @on_event
; WANT: kept @sort
declare void @sort(ptr, i64, ptr)
declare void @dispatch(ptr)
define i32 @compare(ptr %a, ptr %b) {
  ret i32 0
}
define void @on_event(ptr %data) { ret void }
define i32 @main(i32 %argc) {
  %data = alloca [4 x i32]
  %event = alloca { ptr, ptr }
  call void @sort(ptr %data, i64 4, ptr @compare)
  store ptr @on_event, ptr %event
  call void @dispatch(ptr %event)
  ret i32 0
}
; LIBRARY: libsort.a sort.ll
; --- sort.ll
define void @sort(ptr %base, i64 %count, ptr %order) {
  %next = getelementptr i32, ptr %base, i64 1
  %result = call i32 %order(ptr %base, ptr %next)
  ret void
}
define void @dispatch(ptr %event) {
  %handler = load ptr, ptr %event
  call void %handler(ptr %event)
  ret void
}
