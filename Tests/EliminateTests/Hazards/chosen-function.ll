; Two functions that differ only in what they are: a pointer decides which one a loop calls.
; WANT: kept @low
; WANT: kept @high
; WANT: kept @pick
@state = internal global i32 0
define internal void @low() {
  store i32 1, ptr @state
  ret void
}
define internal void @high() {
  store i32 2, ptr @state
  ret void
}
define internal ptr @pick(i32 %n) noinline {
  %odd = and i32 %n, 1
  %is = icmp eq i32 %odd, 0
  %which = select i1 %is, ptr @low, ptr @high
  ret ptr %which
}
define i32 @main(i32 %argc) {
  %function = call ptr @pick(i32 %argc)
  call void %function()
  %value = load i32, ptr @state
  ret i32 %value
}
