; Where nothing begins to unwind the stack, nothing is needed that would run then.
; WANT: gone @personality
; WANT: gone @clean_up
; WANT: kept @may_throw
define i32 @personality(...) { ret i32 0 }
define internal void @clean_up() noinline { ret void }
define void @may_throw(i32 %n) noinline {
  ret void
}
define i32 @main(i32 %argc) personality ptr @personality {
  invoke void @may_throw(i32 %argc) to label %good unwind label %bad
good:
  ret i32 0
bad:
  %pad = landingpad { ptr, i32 } cleanup
  call void @clean_up()
  resume { ptr, i32 } %pad
}
