; Pointers that are kept as integers, masked, tagged and disguised.
; WANT: kept @in_integer_table
; WANT: holds @integers @in_integer_table
; WANT: kept @tagged
; WANT: kept @disguised
@integers = global [1 x i64] [i64 ptrtoint (ptr @in_integer_table to i64)]
@cell = global i64 0
@key = global i64 12345
define void @in_integer_table() align 16 { ret void }
define void @tagged() align 16 { ret void }
define void @disguised() align 16 { ret void }
define i32 @main(i32 %argc) {
  %first = load i64, ptr @integers
  %call.1 = inttoptr i64 %first to ptr
  call void %call.1()
  %tag = or i64 ptrtoint (ptr @tagged to i64), 1
  store i64 %tag, ptr @cell
  %read = load i64, ptr @cell
  %masked = and i64 %read, -2
  %call.2 = inttoptr i64 %masked to ptr
  call void %call.2()
  %key = load i64, ptr @key
  %hidden = xor i64 ptrtoint (ptr @disguised to i64), %key
  store i64 %hidden, ptr @cell
  %again = load i64, ptr @cell
  %shown = xor i64 %again, %key
  %call.3 = inttoptr i64 %shown to ptr
  call void %call.3()
  ret i32 0
}
