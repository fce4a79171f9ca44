; A variable that only an interrupt handler changes, while the program waits for it.
; WANT: kept @handler
; WANT: kept @after_interrupt
@ticks = internal global i64 0
declare void @enable()
define void @handler() {
  %old = load i64, ptr @ticks
  %new = add i64 %old, 1
  store i64 %new, ptr @ticks
  ret void
}
define internal void @after_interrupt() { ret void }
define i32 @main() {
entry:
  call void @enable()
  br label %wait
wait:
  call void asm sideeffect "hlt", "~{memory}"()
  %now = load i64, ptr @ticks
  %is = icmp ugt i64 %now, 0
  br i1 %is, label %done, label %wait
done:
  call void @after_interrupt()
  ret i32 0
}
; --- vectors.s
    .globl enable
enable:
    sti
    ret
    .data
    .quad handler
