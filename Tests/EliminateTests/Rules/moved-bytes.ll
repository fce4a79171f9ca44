; Bytes that are copied where they mean nothing, and what comes from a device, are numbers.
; ENGINE: closed-world
; WANT: gone @never
; WANT: kept @stays
@frame = internal global [64 x i8] zeroinitializer, align 16
@message = internal global { i64, ptr } { i64 0, ptr @never }
@record = internal global { ptr, ptr } { ptr @stays, ptr null }
define internal void @never() { ret void }
define internal void @stays() { ret void }
define internal void @copy(ptr %to, ptr %from, i64 %count) noinline "specialise-effect"="copies" { ret void }
define i32 @main() {
  call void @copy(ptr @frame, ptr @message, i64 16)
  %place = getelementptr i8, ptr @frame, i64 8
  %number = load ptr, ptr %place
  %isThere = icmp ne ptr %number, null
  %after = getelementptr i8, ptr @record, i64 8
  call void @copy(ptr %after, ptr @frame, i64 8)
  %function = load ptr, ptr @record
  call void %function()
  br i1 %isThere, label %call, label %end
call:
  call void %number()
  br label %end
end:
  ret i32 0
}
