; A structure that is passed among variadic arguments stands in their list itself: what is read there is
; what it holds, and no pointer to it.
; WANT: kept @called
%list = type { i32, i32, ptr, ptr }
@structure = internal constant { i64, ptr, i64 } { i64 1, ptr @called, i64 3 }
@used = internal global i32 0
define internal void @called() noinline {
  store volatile i32 7, ptr @used
  ret void
}
define internal void @use(i32 %count, ...) noinline {
  %list = alloca %list, align 16
  call void @llvm.va_start.p0(ptr %list)
  %place = getelementptr i8, ptr %list, i64 8
  %next = load ptr, ptr %place
  %field = getelementptr i8, ptr %next, i64 8
  %function = load ptr, ptr %field
  call void %function()
  call void @llvm.va_end.p0(ptr %list)
  ret void
}
define i32 @main() {
  call void (i32, ...) @use(i32 1, ptr byval({ i64, ptr, i64 }) align 8 @structure)
  %result = load volatile i32, ptr @used
  ret i32 %result
}
