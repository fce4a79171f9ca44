; One object seen through types of other sizes: halves of a pointer, a float's bits, overlapping fields.
; WANT: kept @in_halves
; WANT: kept @if_bits
; WANT: kept @if_half
@target = internal global i64 0
@union = internal global i64 0
define internal void @in_halves() { ret void }
define internal void @if_bits() { ret void }
define internal void @if_half() { ret void }
define i32 @main(i32 %argc) {
  %address = ptrtoint ptr @in_halves to i64
  %low = trunc i64 %address to i32
  %shifted = lshr i64 %address, 32
  %high = trunc i64 %shifted to i32
  store i32 %low, ptr @target
  store i32 %high, ptr getelementptr (i8, ptr @target, i64 4)
  %function = load ptr, ptr @target
  call void %function()
  store double 1.0, ptr @union
  %bits = load i64, ptr @union
  %is = icmp eq i64 %bits, 4607182418800017408
  br i1 %is, label %one, label %next
one:
  call void @if_bits()
  br label %next
next:
  store i64 4294967296, ptr @union
  %half = load i32, ptr getelementptr (i8, ptr @union, i64 4)
  %half.is = icmp eq i32 %half, 1
  br i1 %half.is, label %two, label %end
two:
  call void @if_half()
  br label %end
end:
  ret i32 0
}
