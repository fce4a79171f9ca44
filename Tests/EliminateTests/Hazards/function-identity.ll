; Functions that are never called, only compared: each keeps an address of its own.
; WANT: named @deleted
; WANT: named @reserved
; WANT: kept @is_deleted
; WANT: kept @is_reserved
@slots = internal global [3 x ptr] [ptr @deleted, ptr @reserved, ptr null]
define internal void @deleted() { ret void }
define internal void @reserved() { ret void }
define void @is_deleted() { ret void }
define void @is_reserved() { ret void }
define i32 @main(i32 %argc) {
  %index = sext i32 %argc to i64
  %place = getelementptr ptr, ptr @slots, i64 %index
  %mark = load ptr, ptr %place
  %first = icmp eq ptr %mark, @deleted
  br i1 %first, label %one, label %next
one:
  call void @is_deleted()
  ret i32 1
next:
  %second = icmp eq ptr %mark, @reserved
  br i1 %second, label %two, label %end
two:
  call void @is_reserved()
  ret i32 2
end:
  ret i32 0
}
