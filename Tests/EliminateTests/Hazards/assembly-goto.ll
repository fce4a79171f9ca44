; A branch inside inline assembly (asm goto): the block that only it reaches can run.
; WANT: kept @reached_by_assembly
define void @reached_by_assembly() { ret void }
define i32 @main() {
  callbr void asm sideeffect "jmp ${0:l}", "!i,~{memory}"() to label %direct [label %indirect]
direct:
  ret i32 0
indirect:
  call void @reached_by_assembly()
  ret i32 1
}
