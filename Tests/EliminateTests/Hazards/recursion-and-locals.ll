; Locals of a function that calls itself are many objects: what one call stores, another reads not.
; WANT: kept @from_outer
; WANT: kept @from_inner
define internal void @from_outer() { ret void }
define internal void @from_inner() { ret void }
define internal void @walk(i32 %depth, ptr %hook) {
  %local = alloca ptr
  store ptr %hook, ptr %local
  %deep = icmp sgt i32 %depth, 3
  br i1 %deep, label %call, label %again
again:
  %next = add i32 %depth, 1
  call void @walk(i32 %next, ptr @from_inner)
  br label %call
call:
  %function = load ptr, ptr %local
  call void %function()
  ret void
}
define i32 @main() {
  call void @walk(i32 0, ptr @from_outer)
  ret i32 0
}
