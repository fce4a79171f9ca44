; An ifunc is refused: nothing would choose.
; WANT: error 'chosen' is an ifunc
@chosen = ifunc void (), ptr @choose
define internal void @one() { ret void }
define internal ptr @choose() { ret ptr @one }
define i32 @main() {
  call void @chosen()
  ret i32 0
}
