; What only an interpreter calls gets only letters of its texts.
; ENGINE: closed-world
; WANT: kept @on_d
; WANT: gone @on_x
@text = internal constant [3 x i8] c"%d\00"
define internal void @interpret(ptr %text) {
entry:
  br label %loop
loop:
  %here = phi ptr [ %text, %entry ], [ %after, %next ]
  %char = load i8, ptr %here
  switch i8 %char, label %next [ i8 0, label %end
                                 i8 37, label %directive ]
directive:
  %there = getelementptr i8, ptr %here, i64 1
  %kind = load i8, ptr %there
  call void @handle(i8 %kind)
  br label %next
next:
  %after = getelementptr i8, ptr %here, i64 1
  br label %loop
end:
  ret void
}
define internal void @handle(i8 %kind) noinline {
  switch i8 %kind, label %end [ i8 100, label %d
                                i8 120, label %x ]
d:
  call void @on_d()
  ret void
x:
  call void @on_x()
  ret void
end:
  ret void
}
define internal void @on_d() noinline { ret void }
define internal void @on_x() noinline { ret void }
define i32 @main(i32 %argc) {
  call void @interpret(ptr @text)
  ret i32 0
}
