; Ends of constants that are read where no load says so: by copies, and by assembly.
; WANT: size @copied 24
; WANT: size @given 24
; WANT: size @ordered 24
@copied = internal constant { ptr, ptr, ptr } { ptr @called, ptr @called, ptr @called }
@given = internal constant { ptr, ptr, ptr } { ptr @called, ptr @called, ptr @called }
@ordered = internal constant { ptr, ptr, ptr } { ptr @called, ptr @called, ptr @called }, section "table"
@copy = internal global [3 x ptr] zeroinitializer
define internal void @called() noinline { ret void }
define i32 @main() {
  call void @llvm.memcpy.p0.p0.i64(ptr @copy, ptr @copied, i64 24, i1 false)
  call void asm sideeffect "", "r"(ptr @given)
  %first = load ptr, ptr @given
  call void %first()
  %second = load ptr, ptr @copied
  call void %second()
  %third = load ptr, ptr @ordered
  call void %third()
  ret i32 0
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
