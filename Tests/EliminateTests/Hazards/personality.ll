; The function that a live function names as its personality, and what runs when the stack is unwound.
; WANT: kept @personality
; WANT: kept @clean_up
define i32 @personality(...) { ret i32 0 }
define internal void @clean_up() noinline { ret void }
define i32 @_Unwind_RaiseException(ptr %exception) { ret i32 9 }
define void @may_throw(i32 %n) {
  %problem = call i32 @_Unwind_RaiseException(ptr null)
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
