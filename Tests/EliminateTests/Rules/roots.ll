; Roots stay whatever names them, and what they need stays with them.
; WANT: root @kept_by_script linkerScript
; WANT: kept @kept_by_script
; WANT: kept @needed
; WANT: removed @not_needed
define void @needed() { ret void }
define void @not_needed() { ret void }
define void @kept_by_script() {
  call void @needed()
  ret void
}
define i32 @main() { ret i32 0 }
; --- layout.ld
ENTRY(main)
SECTIONS { exported = kept_by_script; }
