; What a function returns of its arguments, each caller gets back of its own.
; ENGINE: closed-world
; WANT: gone @unused
; WANT: gone @unused_text
; WANT: kept @used
; WANT: kept @used_later
@one = internal global { ptr, ptr } { ptr @used, ptr @used_later }
@two = internal global { ptr, ptr } { ptr @unused, ptr @unused_text }
define internal void @used() { ret void }
define internal void @used_later() { ret void }
define internal void @unused() { ret void }
define internal void @unused_text() { ret void }
define internal ptr @checked(ptr %p) noinline {
  %isNull = icmp eq ptr %p, null
  br i1 %isNull, label %none, label %some
none:
  ret ptr @one
some:
  ret ptr %p
}
define internal ptr @after(ptr %p) noinline {
  %next = getelementptr i8, ptr %p, i64 8
  ret ptr %next
}
define i32 @main() {
  %one = call ptr @checked(ptr @one)
  %function = load ptr, ptr %one
  call void %function()
  %later = call ptr @after(ptr @one)
  %other = load ptr, ptr %later
  call void %other()
  %two = call ptr @checked(ptr @two)
  %further = call ptr @after(ptr @two)
  %same = icmp eq ptr %two, %further
  %status = zext i1 %same to i32
  ret i32 %status
}
