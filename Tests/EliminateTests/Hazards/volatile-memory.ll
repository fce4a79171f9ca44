; Memory that a device writes, which was told its address: what is read need not be what was stored.
; WANT: kept @after_change
@flag = internal global i32 0
define internal void @after_change() { ret void }
define i32 @main() {
entry:
  %device = inttoptr i64 4273995776 to ptr
  store volatile i64 ptrtoint (ptr @flag to i64), ptr %device
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
