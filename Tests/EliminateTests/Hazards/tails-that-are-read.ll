; Ends of constants that are read where no load says so: by copies, and by assembly.
; WANT: size @copied 24
; WANT: size @given 24
@copied = internal constant { ptr, ptr, ptr } { ptr @called, ptr @called, ptr @called }
@given = internal constant { ptr, ptr, ptr } { ptr @called, ptr @called, ptr @called }
@copy = internal global [3 x ptr] zeroinitializer
define internal void @called() noinline { ret void }
define i32 @main(i64 %index) {
  call void @llvm.memcpy.p0.p0.i64(ptr @copy, ptr @copied, i64 24, i1 false)
  call void asm sideeffect "", "r"(ptr @given)
  %slot = getelementptr [3 x ptr], ptr @copy, i64 0, i64 %index
  %first = load ptr, ptr %slot
  call void %first()
  %second = load ptr, ptr @given
  call void %second()
  ret i32 0
}
declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
