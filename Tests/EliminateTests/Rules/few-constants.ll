; Where only a few constants arrive, what is between them does not: requests of a dispatcher, kept in
; memory on the way, errors that are turned round, and flags of which each has bits of the others.
; ENGINE: closed-world
; WANT: kept @if_first
; WANT: kept @if_second
; WANT: gone @if_between
; WANT: gone @if_other
; WANT: gone @if_error_between
; WANT: gone @if_both_flags
@request = internal global i32 21505
define internal void @if_first() { ret void }
define internal void @if_second() { ret void }
define internal void @if_between() { ret void }
define internal void @if_other() { ret void }
define internal void @if_error_between() { ret void }
define internal void @if_both_flags() { ret void }
define internal i32 @control() noinline {
entry:
  %request = load i32, ptr @request
  switch i32 %request, label %other [
    i32 21505, label %first
    i32 21523, label %between
    i32 35090, label %second
  ]
first:
  call void @if_first()
  ret i32 -9
second:
  call void @if_second()
  ret i32 -88
between:
  call void @if_between()
  ret i32 -22
other:
  call void @if_other()
  ret i32 -22
}
define internal void @open(i32 %flags) noinline {
  %both = and i32 %flags, 1025
  %is.both = icmp eq i32 %both, 1025
  br i1 %is.both, label %yes, label %no
yes:
  call void @if_both_flags()
  ret void
no:
  ret void
}
define i32 @main(i32 %argc) {
entry:
  %odd = icmp eq i32 %argc, 2
  %request = select i1 %odd, i32 21505, i32 35090
  store i32 %request, ptr @request
  call void @open(i32 1)
  call void @open(i32 1024)
  %result = call i32 @control()
  %error = sub i32 0, %result
  %is.error = icmp eq i32 %error, 22
  br i1 %is.error, label %yes, label %no
yes:
  call void @if_error_between()
  ret i32 1
no:
  ret i32 0
}
