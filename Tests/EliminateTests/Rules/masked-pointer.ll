; A pointer whose low bits are cleared stays in its object.
; ENGINE: closed-world
; WANT: gone @elsewhere
; WANT: kept @here
@list = internal global { i64, i64, ptr, ptr } { i64 0, i64 0, ptr @here, ptr null }, align 16
@other = internal global { ptr } { ptr @elsewhere }
@place = internal global ptr null
declare ptr @llvm.ptrmask.p0.i64(ptr, i64)
define internal void @here() { ret void }
define internal void @elsewhere() { ret void }
define i32 @main(i32 %argc) {
  store ptr @other, ptr @place
  %odd = icmp eq i32 %argc, 2
  %offset = select i1 %odd, i64 8, i64 16
  %start = getelementptr i8, ptr @list, i64 %offset
  %next = getelementptr i8, ptr %start, i64 15
  %aligned = call ptr @llvm.ptrmask.p0.i64(ptr %next, i64 -16)
  %function = load ptr, ptr %aligned
  call void %function()
  ret i32 0
}
