; Locals that are made in a loop are many at the same place of the program.
; WANT: kept @on_d
@text = internal constant [5 x i8] c"%d%y\00"
@codes = internal constant [2 x i8] c"dx"
define internal void @interpret(ptr %text) {
entry:
  br label %loop
loop:
  %here = phi ptr [ %text, %entry ], [ %after, %next ]
  %old = phi ptr [ null, %entry ], [ %new, %next ]
  %new = alloca i8
  %char = load i8, ptr %here
  store i8 %char, ptr %new
  switch i8 %char, label %next [ i8 0, label %end
                                 i8 100, label %use
                                 i8 121, label %use ]
use:
  store i8 100, ptr %old
  store i8 120, ptr %new
  %kind = load i8, ptr %old
  switch i8 %kind, label %next [ i8 100, label %d
                                 i8 120, label %x ]
d:
  call void @on_d()
  br label %next
x:
  call void @on_x()
  br label %next
next:
  %after = getelementptr i8, ptr %here, i64 1
  br label %loop
end:
  ret void
}
define internal void @on_d() noinline { ret void }
define internal void @on_x() noinline { ret void }
define i32 @main(i32 %argc) {
  call void @interpret(ptr @text)
  ret i32 0
}
