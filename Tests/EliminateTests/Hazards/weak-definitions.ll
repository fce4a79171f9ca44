; The strong definition holds, wherever it comes from; a weak reference that nothing defines is null.
; WANT: kept @from_strong
; WANT: gone @from_weak
; WANT: kept @main
; WANT: removed @nowhere
declare extern_weak void @nowhere()
define weak void @choice() {
  call void @from_weak()
  ret void
}
define void @from_weak() { ret void }
define i32 @main() {
  call void @choice()
  %there = icmp ne ptr @nowhere, null
  br i1 %there, label %yes, label %no
yes:
  call void @nowhere()
  br label %no
no:
  ret i32 0
}
; --- strong.ll
define void @choice() {
  call void @from_strong()
  ret void
}
define void @from_strong() { ret void }
