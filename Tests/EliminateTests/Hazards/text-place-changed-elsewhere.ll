; Where the address of the interpreter's place goes to memory, others may move it on.
; WANT: kept @on_d
; WANT: kept @on_x
@first = internal constant [8 x i8] c"%d!%%x!\00"
@shared = internal global ptr null
; Interprets a text: a directive is what follows '%'.
define internal void @interpret(ptr %text) {
entry:
  %place = alloca ptr
  store ptr %text, ptr %place
  br label %loop
loop:
  %here = load ptr, ptr %place
  %char = load i8, ptr %here
  switch i8 %char, label %next [ i8 0, label %end
                                 i8 37, label %directive ]
next:
  call void @step(ptr %place)
  br label %loop
directive:
  store ptr %place, ptr @shared
  call void @jump_about()
  call void @step(ptr %place)
  %there = load ptr, ptr %place
  %kind = load i8, ptr %there
  switch i8 %kind, label %next [ i8 100, label %d
                                 i8 120, label %x ]
d:
  call void @on_d()
  br label %next
x:
  call void @on_x()
  br label %next
end:
  ret void
}
define internal void @step(ptr %place) noinline {
  %old = load ptr, ptr %place
  %new = getelementptr i8, ptr %old, i64 1
  store ptr %new, ptr %place
  ret void
}
define internal void @on_d() noinline { ret void }
define internal void @on_x() noinline { ret void }
define internal void @jump_about() noinline {
  %place = load ptr, ptr @shared
  %old = load ptr, ptr %place
  %new = getelementptr i8, ptr %old, i64 1
  store ptr %new, ptr %place
  ret void
}
define i32 @main(i32 %argc) {
  call void @interpret(ptr @first)
  ret i32 0
}
