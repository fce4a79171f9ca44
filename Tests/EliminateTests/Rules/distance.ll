; What is left of a pointer when another one into the same objects is taken away is a number.
; ENGINE: closed-world
; WANT: gone @never
@first = internal global { ptr, i64 } { ptr @never, i64 0 }
@second = internal global { ptr, i64 } { ptr @never, i64 0 }
@kept = internal global i64 0
define internal void @never() { ret void }
define i32 @main(i32 %argc) {
  %isFirst = icmp eq i32 %argc, 1
  %start = select i1 %isFirst, ptr @first, ptr @second
  %end = getelementptr i8, ptr %start, i64 16
  %from = ptrtoint ptr %start to i64
  %to = ptrtoint ptr %end to i64
  %distance = sub i64 %to, %from
  store i64 %distance, ptr @kept
  %loaded = load i64, ptr @kept
  %isLarge = icmp ugt i64 %loaded, 4096
  br i1 %isLarge, label %call, label %done
call:
  %rest = and i64 %loaded, -8
  %place = inttoptr i64 %rest to ptr
  %function = load ptr, ptr %place
  call void %function()
  br label %done
done:
  ret i32 0
}
