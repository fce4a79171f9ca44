; An indirect call reaches no function that takes more than it passes.
; WANT: kept @takes_one
; WANT: gone @takes_three
; WANT: gone @takes_fraction
@cell = global ptr null
define internal void @takes_one(i32 %a) { ret void }
define internal void @takes_three(i32 %a, i32 %b, ptr %c) { ret void }
define internal void @takes_fraction(double %a) { ret void }
define i32 @main(i32 %argc) {
  store volatile ptr @takes_one, ptr @cell
  store volatile ptr @takes_three, ptr @cell
  store volatile ptr @takes_fraction, ptr @cell
  %function = load volatile ptr, ptr @cell
  call void %function(i32 %argc)
  ret i32 0
}
