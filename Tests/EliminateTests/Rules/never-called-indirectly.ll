; A function whose address goes somewhere cannot run if there is no indirect call at all.
; WANT: gone @stored
; WANT: dead @stored
@cell = global ptr null
define internal void @stored() { ret void }
define i32 @main() {
  store volatile ptr @stored, ptr @cell
  ret i32 0
}
