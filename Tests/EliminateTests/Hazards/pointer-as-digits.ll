; Pointers that are written as digits and read again: in decimal by a loop that keeps its sum in memory,
; in a base that a variable tells, by shifts, and by way of memory that escaped.
; WANT: kept @in_decimal
; WANT: kept @in_some_base
; WANT: kept @by_shifts
; WANT: kept @in_memory
@digits = internal global [32 x i8] zeroinitializer
@base = global i64 10
define void @in_decimal() { ret void }
define void @in_some_base() { ret void }
define void @by_shifts() { ret void }
define void @in_memory() { ret void }
@number = internal global i64 0
define internal void @write(i64 %value) noinline {
entry:
  br label %loop
loop:
  %rest = phi i64 [ %value, %entry ], [ %next, %loop ]
  %place = phi i64 [ 0, %entry ], [ %after, %loop ]
  %next = udiv i64 %rest, 10
  %tens = mul i64 %next, 10
  %digit = sub i64 %rest, %tens
  %byte = trunc i64 %digit to i8
  %address = getelementptr [32 x i8], ptr @digits, i64 0, i64 %place
  store i8 %byte, ptr %address
  %after = add i64 %place, 1
  %more = icmp ne i64 %next, 0
  br i1 %more, label %loop, label %done
done:
  ret void
}
define internal i64 @read() noinline {
entry:
  %sum = alloca i64
  store i64 0, ptr %sum
  br label %loop
loop:
  %place = phi i64 [ 31, %entry ], [ %before, %loop ]
  %address = getelementptr [32 x i8], ptr @digits, i64 0, i64 %place
  %byte = load i8, ptr %address
  %digit = zext i8 %byte to i64
  %old = load i64, ptr %sum
  %tens = mul i64 %old, 10
  %new = add i64 %tens, %digit
  store i64 %new, ptr %sum
  %before = sub i64 %place, 1
  %more = icmp ne i64 %place, 0
  br i1 %more, label %loop, label %done
done:
  %result = load i64, ptr %sum
  ret i64 %result
}
define internal i64 @read_in(i64 %base) noinline {
entry:
  br label %loop
loop:
  %place = phi i64 [ 31, %entry ], [ %before, %loop ]
  %old = phi i64 [ 0, %entry ], [ %new, %loop ]
  %address = getelementptr [32 x i8], ptr @digits, i64 0, i64 %place
  %byte = load i8, ptr %address
  %digit = zext i8 %byte to i64
  %tens = mul i64 %old, %base
  %new = add i64 %tens, %digit
  %before = sub i64 %place, 1
  %more = icmp ne i64 %place, 0
  br i1 %more, label %loop, label %done
done:
  ret i64 %new
}
define internal i64 @read_by_shifts() noinline {
entry:
  br label %loop
loop:
  %place = phi i64 [ 31, %entry ], [ %before, %loop ]
  %old = phi i64 [ 0, %entry ], [ %new, %loop ]
  %address = getelementptr [32 x i8], ptr @digits, i64 0, i64 %place
  %byte = load i8, ptr %address
  %digit = zext i8 %byte to i64
  %eightfold = shl i64 %old, 3
  %twofold = shl i64 %old, 1
  %tens = add i64 %eightfold, %twofold
  %new = add i64 %tens, %digit
  %before = sub i64 %place, 1
  %more = icmp ne i64 %place, 0
  br i1 %more, label %loop, label %done
done:
  ret i64 %new
}
define i32 @main() {
  call void @write(i64 ptrtoint (ptr @in_decimal to i64))
  %number.1 = call i64 @read()
  %function.1 = inttoptr i64 %number.1 to ptr
  call void %function.1()
  call void @write(i64 ptrtoint (ptr @in_some_base to i64))
  %base = load i64, ptr @base
  %number.2 = call i64 @read_in(i64 %base)
  %function.2 = inttoptr i64 %number.2 to ptr
  call void %function.2()
  call void @write(i64 ptrtoint (ptr @by_shifts to i64))
  %number.3 = call i64 @read_by_shifts()
  %function.3 = inttoptr i64 %number.3 to ptr
  call void %function.3()
  call void asm sideeffect "", "r,~{memory}"(ptr @number)
  call void @write(i64 ptrtoint (ptr @in_memory to i64))
  %number.4 = call i64 @read()
  store i64 %number.4, ptr @number
  %number.5 = load i64, ptr @number
  %function.4 = inttoptr i64 %number.5 to ptr
  call void %function.4()
  ret i32 0
}
