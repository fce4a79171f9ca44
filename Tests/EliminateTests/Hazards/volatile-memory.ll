; Memory that a device or another processor writes: what is read need not be what was stored.
; KNOWN: the closed-world engine takes a volatile load for one of what the program stores
; WANT: kept @after_change
@flag = internal global i32 0
define internal void @after_change() { ret void }
define i32 @main() {
entry:
  store volatile i32 0, ptr @flag
  br label %loop
loop:
  %value = load volatile i32, ptr @flag
  %changed = icmp ne i32 %value, 0
  br i1 %changed, label %done, label %loop
done:
  call void @after_change()
  ret i32 0
}
