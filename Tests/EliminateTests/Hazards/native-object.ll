; Machine code that calls by name, calls what it is given, and calls what lies in memory.
; WANT: root @called_by_name nativeObject
; WANT: kept @called_by_name
; WANT: kept @given
; WANT: kept @in_table
; WANT: holds @table+8 @in_table
; WANT: kept @stored
; WANT: gone @never
declare void @call_pointer(ptr)
declare void @call_second(ptr)
@table = global { i64, ptr } { i64 1, ptr @in_table }
@shared_hook = global ptr null
define void @called_by_name() { ret void }
define void @given() { ret void }
define void @in_table() { ret void }
define void @stored() { ret void }
define void @never() { ret void }
define i32 @main() {
  store ptr @stored, ptr @shared_hook
  call void @call_pointer(ptr @given)
  call void @call_second(ptr @table)
  ret i32 0
}
; --- native.s
    .globl call_pointer, call_second
call_pointer:
    call called_by_name
    call *shared_hook
    jmp *%rdi
call_second:
    jmp *8(%rdi)
