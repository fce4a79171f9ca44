; What assembly gets in a floating-point register is a number, and so is what is loaded as one; sizes that
; an allocator gets do not make pointers of its own.
; ENGINE: closed-world
; WANT: gone @named_by_pointer
@union = internal global i64 0
@holder = internal global { ptr } { ptr @named_by_pointer }
define internal void @named_by_pointer() { ret void }
define i32 @main(i32 %argc) {
  store i64 ptrtoint (ptr @holder to i64), ptr @union
  %number = load double, ptr @union
  %root = call double asm "sqrtsd $1, $0", "=x,x"(double %number)
  %result = fptosi double %root to i32
  ret i32 %result
}
