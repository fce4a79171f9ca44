; Functions that return one of their arguments, moved on or not, or something else.
; WANT: kept @first
; WANT: kept @second
; WANT: kept @third
; WANT: kept @fourth
@table = internal constant [2 x ptr] [ptr @first, ptr @second]
@other = internal constant { ptr } { ptr @third }
@last = internal constant { i64, ptr } { i64 0, ptr @fourth }
define void @first() { ret void }
define void @second() { ret void }
define void @third() { ret void }
define void @fourth() { ret void }
define internal ptr @slot(ptr %table, i64 %index) noinline {
  %place = getelementptr ptr, ptr %table, i64 %index
  ret ptr %place
}
define internal ptr @either(ptr %p, ptr %q, i32 %n) noinline {
entry:
  %isOne = icmp eq i32 %n, 1
  br i1 %isOne, label %end, label %other
other:
  br label %end
end:
  %result = phi ptr [ %p, %entry ], [ @other, %other ]
  ret ptr %result
}
define internal ptr @find(ptr %from, i32 %n) noinline {
entry:
  br label %loop
loop:
  %p = phi ptr [ %from, %entry ], [ %next, %loop ]
  %i = phi i32 [ 0, %entry ], [ %i.next, %loop ]
  %next = getelementptr i8, ptr %p, i64 1
  %i.next = add i32 %i, 1
  %done = icmp eq i32 %i, 8
  br i1 %done, label %end, label %loop
end:
  ret ptr %p
}
define i32 @main(i32 %argc) {
  %n = sext i32 %argc to i64
  %slot = call ptr @slot(ptr @table, i64 %n)
  %a = load ptr, ptr %slot
  call void %a()
  %either = call ptr @either(ptr @table, ptr @last, i32 %argc)
  %b = load ptr, ptr %either
  call void %b()
  %found = call ptr @find(ptr @last, i32 %argc)
  %c = load ptr, ptr %found
  call void %c()
  ret i32 0
}
