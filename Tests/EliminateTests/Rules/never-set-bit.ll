; A bit of a flag word that no store ever sets is clear.
; ENGINE: closed-world
; WANT: gone @when_set
; WANT: kept @otherwise
@flags = internal global i32 0
define internal void @when_set() noinline { ret void }
define internal void @otherwise() noinline { ret void }
define i32 @main(i32 %argc) {
entry:
  %more = icmp sgt i32 %argc, 1
  br i1 %more, label %set, label %test
set:
  %old = load i32, ptr @flags
  %new = or i32 %old, 6
  store i32 %new, ptr @flags
  br label %test
test:
  %word = load i32, ptr @flags
  %bit = and i32 %word, 8
  %is = icmp ne i32 %bit, 0
  br i1 %is, label %yes, label %no
yes:
  call void @when_set()
  ret i32 1
no:
  call void @otherwise()
  ret i32 0
}
