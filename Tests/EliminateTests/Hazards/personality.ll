; The function that a live function names as its personality.
; WANT: kept @personality
define i32 @personality(...) { ret i32 0 }
define void @may_throw(i32 %n) {
  ret void
}
define i32 @main(i32 %argc) personality ptr @personality {
  invoke void @may_throw(i32 %argc) to label %good unwind label %bad
good:
  ret i32 0
bad:
  %pad = landingpad { ptr, i32 } cleanup
  resume { ptr, i32 } %pad
}
