; Function pointers that pass through `...` and come out of a va_list.
; WANT: kept @passed
; WANT: kept @passed_on
declare void @llvm.va_start(ptr)
declare void @llvm.va_end(ptr)
define void @passed() { ret void }
define void @passed_on() { ret void }
define internal void @take(ptr %list) {
  %function = va_arg ptr %list, ptr
  call void %function()
  ret void
}
define internal void @call_all(i32 %count, ...) {
  %list = alloca [24 x i8], align 16
  call void @llvm.va_start(ptr %list)
  %function = va_arg ptr %list, ptr
  call void %function()
  call void @take(ptr %list)
  call void @llvm.va_end(ptr %list)
  ret void
}
define i32 @main() {
  call void (i32, ...) @call_all(i32 2, ptr @passed, ptr @passed_on)
  ret i32 0
}
