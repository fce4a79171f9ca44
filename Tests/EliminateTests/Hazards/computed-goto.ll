; An interpreter: blocks that only a table of their addresses reaches.
; WANT: kept @operation_one
; WANT: kept @operation_two
; WANT: kept @interpret
; WANT: kept @labels
@labels = internal constant [3 x ptr] [ptr blockaddress(@interpret, %one),
  ptr blockaddress(@interpret, %two), ptr blockaddress(@interpret, %end)]
define void @operation_one() { ret void }
define void @operation_two() { ret void }
define internal void @interpret(ptr %code) {
entry:
  br label %next
next:
  %place = phi ptr [ %code, %entry ], [ %following, %one ], [ %following, %two ]
  %byte = load i8, ptr %place
  %following = getelementptr i8, ptr %place, i64 1
  %index = zext i8 %byte to i64
  %slot = getelementptr ptr, ptr @labels, i64 %index
  %label = load ptr, ptr %slot
  indirectbr ptr %label, [label %one, label %two, label %end]
one:
  call void @operation_one()
  br label %next
two:
  call void @operation_two()
  br label %next
end:
  ret void
}
define i32 @main(i32 %argc, ptr %argv) {
  call void @interpret(ptr %argv)
  ret i32 0
}
