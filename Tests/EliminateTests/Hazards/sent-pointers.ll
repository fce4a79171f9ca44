; Pointers that a program sends to itself, and bytes that only a device reads or writes.
; WANT: kept @sent
; WANT: kept @named_by_written
; WANT: holds @told+0 @handler
@message = internal global { i64, ptr } { i64 0, ptr @sent }
@buffer = internal global [64 x i8] zeroinitializer, align 16
@number = internal global i64 0
@table = internal constant [2 x ptr] [ptr null, ptr @named_by_written]
@told = internal global { ptr } { ptr @handler }
define void @sent() { ret void }
define void @named_by_written() { ret void }
define void @handler() { ret void }
define internal void @send(ptr %to, ptr %from) noinline "specialise-effect"="sends" { ret void }
define internal i64 @receive(ptr %from, ptr %to) noinline "specialise-effect"="receives" { ret i64 0 }
define internal i64 @device_writes(ptr %to) noinline "specialise-effect"="data" { ret i64 0 }
define internal i64 @device_reads(ptr %from) noinline "specialise-effect"="reads" { ret i64 0 }
define i32 @main() {
  call void @send(ptr null, ptr @message)
  call i64 @receive(ptr null, ptr @buffer)
  %place = getelementptr i8, ptr @buffer, i64 8
  %function = load ptr, ptr %place
  call void %function()
  call i64 @device_writes(ptr @number)
  %number = load i64, ptr @number
  %slot = getelementptr ptr, ptr @table, i64 %number
  %other = load ptr, ptr %slot
  call void %other()
  call i64 @device_reads(ptr @told)
  ret i32 0
}
