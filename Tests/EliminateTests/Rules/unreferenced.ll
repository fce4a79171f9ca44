; What nothing names goes, cycles included.
; WANT: removed @alone
; WANT: removed @ping
; WANT: removed @pong
; WANT: removed @one
; WANT: removed @two
; WANT: kept @main
; WANT: dead @alone
; WANT: live @main
@one = internal global ptr @two
@two = internal global ptr @one
define internal void @alone() { ret void }
define internal void @ping() {
  call void @pong()
  ret void
}
define internal void @pong() {
  call void @ping()
  ret void
}
define i32 @main() { ret i32 0 }
