; A structure that is passed in memory is a copy of what it was, and stands elsewhere.
; WANT: kept @differs
; WANT: kept @before
@original = internal global { ptr, ptr, ptr } { ptr null, ptr @before, ptr null }
define internal void @differs() noinline { ret void }
define internal void @before() noinline { ret void }
define internal void @after() noinline { ret void }
define internal void @use(ptr byval({ ptr, ptr, ptr }) align 8 %copy) noinline {
  %there = getelementptr i8, ptr @original, i64 8
  store ptr @after, ptr %there
  %place = getelementptr i8, ptr %copy, i64 8
  %function = load ptr, ptr %place
  call void %function()
  %same = icmp eq ptr %copy, @original
  br i1 %same, label %done, label %other
other:
  call void @differs()
  br label %done
done:
  ret void
}
define i32 @main() {
  call void @use(ptr byval({ ptr, ptr, ptr }) align 8 @original)
  ret i32 0
}
