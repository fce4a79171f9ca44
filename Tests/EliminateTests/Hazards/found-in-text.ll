; What a search returns points into what was searched, also where it holds pointers. And a program's own
; function with the name of one for texts is what its body says.
; LIBRARY: libc.a memchr.ll
; WANT: kept @behind
; WANT: holds @record+8 @behind
; WANT: kept @by_two
@record = internal constant { [8 x i8], ptr } { [8 x i8] c"a;bcdef\00", ptr @behind }
@table = internal constant { ptr, ptr } { ptr null, ptr @by_two }
define internal void @behind() { ret void }
define internal void @by_two() { ret void }
declare ptr @memchr(ptr, i32, i64)
define internal ptr @strchr(ptr %text, i32 %letter) noinline {
  %place = getelementptr i8, ptr @table, i64 8
  ret ptr %place
}
define i32 @main() {
  %found = call ptr @memchr(ptr @record, i32 59, i64 8)
  %place = getelementptr i8, ptr %found, i64 7
  %function = load ptr, ptr %place
  call void %function()
  %other = call ptr @strchr(ptr @record, i32 5)
  %second = load ptr, ptr %other
  call void %second()
  ret i32 0
}
; --- memchr.ll
define ptr @memchr(ptr %text, i32 %letter, i64 %size) noinline {
  %place = getelementptr i8, ptr %text, i64 1
  ret ptr %place
}
