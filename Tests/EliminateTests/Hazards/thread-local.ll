; Function pointers in thread-local variables, as initialisers and as values.
; WANT: kept @initial
; WANT: holds @hook @initial
; WANT: kept @assigned
declare ptr @llvm.threadlocal.address.p0(ptr)
@hook = internal thread_local global ptr @initial
@slot = internal thread_local global ptr null
define void @initial() { ret void }
define void @assigned() { ret void }
define i32 @main() {
  %hook = call ptr @llvm.threadlocal.address.p0(ptr @hook)
  %first = load ptr, ptr %hook
  call void %first()
  %slot = call ptr @llvm.threadlocal.address.p0(ptr @slot)
  store ptr @assigned, ptr %slot
  %second = load ptr, ptr %slot
  call void %second()
  ret i32 0
}
