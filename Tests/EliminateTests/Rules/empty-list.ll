; A list that only gets what is in it already stays empty.
; ENGINE: closed-world
; WANT: gone @visit
; WANT: kept @done
%node = type { ptr, ptr }
@head = internal global ptr null
define internal void @visit(ptr %node) noinline { ret void }
define internal void @done() noinline { ret void }
define i32 @main() {
entry:
  br label %loop
loop:
  %first = load ptr, ptr @head
  %empty = icmp eq ptr %first, null
  br i1 %empty, label %end, label %take
take:
  %place = getelementptr %node, ptr %first, i64 0, i32 1
  %next = load ptr, ptr %place
  store ptr %next, ptr @head
  call void @visit(ptr %first)
  br label %loop
end:
  call void @done()
  ret i32 0
}
