; A pointer that is written as digits does not escape: only a number that was read can be it again.
; ENGINE: closed-world
; WANT: gone @never
; WANT: kept @called
@holder = internal global { ptr } { ptr @never }
@digits = internal global [32 x i8] zeroinitializer
@place = internal global ptr @target
@target = internal global { ptr } { ptr @called }
define internal void @never() { ret void }
define internal void @called() { ret void }
define i32 @main(i32 %argc) {
entry:
  br label %loop
loop:
  %rest = phi i64 [ ptrtoint (ptr @holder to i64), %entry ], [ %next, %loop ]
  %index = phi i64 [ 0, %entry ], [ %after, %loop ]
  %next = udiv i64 %rest, 10
  %tens = mul i64 %next, 10
  %digit = sub i64 %rest, %tens
  %byte = trunc i64 %digit to i8
  %address = getelementptr [32 x i8], ptr @digits, i64 0, i64 %index
  store i8 %byte, ptr %address
  %after = add i64 %index, 1
  %more = icmp ne i64 %next, 0
  br i1 %more, label %loop, label %done
done:
  %target = load ptr, ptr @place
  %function = load ptr, ptr %target
  call void %function()
  %wide = zext i32 %argc to i64
  %product = mul i64 %wide, 12
  %device = inttoptr i64 %product to ptr
  %value = load i32, ptr %device
  ret i32 %value
}
