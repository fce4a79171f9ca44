; Arithmetic that wraps, shifts and undefined bits: what can come out, can come out.
; WANT: kept @if_wrapped
; WANT: kept @if_signed
; WANT: kept @if_masked
define internal void @if_wrapped() { ret void }
define internal void @if_signed() { ret void }
define internal void @if_masked() { ret void }
@byte = internal global i8 0
define internal void @count() {
  %old = load i8, ptr @byte
  %new = add i8 %old, 1
  store i8 %new, ptr @byte
  ret void
}
define i32 @main(i32 %argc) {
entry:
  br label %loop
loop:
  %i = phi i32 [ 0, %entry ], [ %next, %loop ]
  call void @count()
  %next = add i32 %i, 1
  %more = icmp slt i32 %next, %argc
  br i1 %more, label %loop, label %checks
checks:
  %value = load i8, ptr @byte
  %zero = icmp eq i8 %value, 0
  br i1 %zero, label %one, label %second
one:
  call void @if_wrapped()
  br label %second
second:
  %wide = sext i8 %value to i32
  %negative = icmp slt i32 %wide, 0
  br i1 %negative, label %two, label %third
two:
  call void @if_signed()
  br label %third
third:
  %masked = and i8 %value, 6
  %is.six = icmp eq i8 %masked, 6
  br i1 %is.six, label %three, label %end
three:
  call void @if_masked()
  br label %end
end:
  ret i32 0
}
