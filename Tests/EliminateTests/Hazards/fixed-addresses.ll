; Memory at fixed addresses, as devices have it: what is read there may be anything, and both ways of a branch on
; it stay, whether the access is volatile or not.
; WANT: live @low
; WANT: live @high
; WANT: kept @from_device
; WANT: kept @from_table
define internal void @from_device() { ret void }
define internal void @from_table() { ret void }
define internal i32 @low(ptr %page) {
  %place = getelementptr i8, ptr %page, i64 16
  %value = load i32, ptr %place
  %is = icmp eq i32 %value, 7
  br i1 %is, label %yes, label %no
yes:
  call void @from_table()
  ret i32 1
no:
  ret i32 0
}
define internal i32 @high() {
  %value = load volatile i32, ptr inttoptr (i64 4276092928 to ptr)
  %is = icmp eq i32 %value, 7
  br i1 %is, label %yes, label %no
yes:
  call void @from_device()
  ret i32 1
no:
  ret i32 0
}
define i32 @main() {
  %a = call i32 @low(ptr inttoptr (i64 20480 to ptr))
  %b = call i32 @high()
  %c = add i32 %a, %b
  ret i32 %c
}
