; What is stored into a slot that nothing reads cannot run because of that.
; ENGINE: closed-world
; WANT: gone @handler
; WANT: kept @other
@hook = internal global ptr null
@read_hook = internal global ptr null
define internal void @handler() { ret void }
define internal void @other() { ret void }
define i32 @main(i32 %argc) {
  %is = icmp sgt i32 %argc, 1
  br i1 %is, label %set, label %next
set:
  store ptr @other, ptr @read_hook
  br label %next
next:
  store ptr @handler, ptr @hook
  %function = load ptr, ptr @read_hook
  %there = icmp ne ptr %function, null
  br i1 %there, label %call, label %end
call:
  call void %function()
  br label %end
end:
  ret i32 0
}
