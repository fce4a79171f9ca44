; Function pointers that functions return, store for later, and pass through many hands.
; WANT: kept @returned
; WANT: kept @registered
; WANT: kept @last
@registry = internal global [4 x ptr] zeroinitializer
@count = internal global i64 0
define void @returned() { ret void }
define void @registered() { ret void }
define void @last() { ret void }
define internal ptr @find(i32 %n) {
  ret ptr @returned
}
define internal void @register(ptr %function) {
  %n = load i64, ptr @count
  %place = getelementptr [4 x ptr], ptr @registry, i64 0, i64 %n
  store ptr %function, ptr %place
  %next = add i64 %n, 1
  store i64 %next, ptr @count
  ret void
}
define internal void @run_all() {
entry:
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %place = getelementptr [4 x ptr], ptr @registry, i64 0, i64 %i
  %function = load ptr, ptr %place
  call void %function()
  %next = add i64 %i, 1
  %n = load i64, ptr @count
  %more = icmp ult i64 %next, %n
  br i1 %more, label %loop, label %end
end:
  ret void
}
define internal void @pass(ptr %a, i32 %depth) {
  %stop = icmp eq i32 %depth, 0
  br i1 %stop, label %call, label %again
again:
  %less = sub i32 %depth, 1
  call void @pass(ptr %a, i32 %less)
  ret void
call:
  call void %a()
  ret void
}
define i32 @main(i32 %argc) {
  %function = call ptr @find(i32 %argc)
  call void %function()
  call void @register(ptr @registered)
  call void @run_all()
  call void @pass(ptr @last, i32 %argc)
  ret i32 0
}
