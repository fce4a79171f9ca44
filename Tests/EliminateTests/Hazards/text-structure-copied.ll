; A structure that is passed as a copy is changed in the copy alone.
; WANT: kept @on_d
@text = internal constant [3 x i8] c"%d\00"
define internal void @interpret(ptr %text) {
entry:
  %state = alloca [24 x i8]
  br label %loop
loop:
  %here = phi ptr [ %text, %entry ], [ %after, %next ]
  %char = load i8, ptr %here
  switch i8 %char, label %next [ i8 0, label %end
                                 i8 37, label %directive ]
directive:
  %there = getelementptr i8, ptr %here, i64 1
  %letter = load i8, ptr %there
  store i8 %letter, ptr %state
  call void @spoil(ptr byval([24 x i8]) %state)
  %kind = load i8, ptr %state
  switch i8 %kind, label %next [ i8 100, label %d
                                 i8 120, label %next ]
d:
  call void @on_d()
  br label %next
next:
  %after = getelementptr i8, ptr %here, i64 1
  br label %loop
end:
  ret void
}
define internal void @spoil(ptr byval([24 x i8]) %copy) noinline {
  store i8 120, ptr %copy
  ret void
}
define internal void @on_d() noinline { ret void }
define i32 @main(i32 %argc) {
  call void @interpret(ptr @text)
  ret i32 0
}
