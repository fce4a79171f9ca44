; Calls through prototypes that differ from the functions', as C programs have them.
; WANT: kept @ignores_argument
; WANT: kept @returns_number
; WANT: kept @takes_integer
; WANT: kept @takes_structure
; WANT: kept @is_variadic
@functions = internal global [4 x ptr] [ptr @ignores_argument, ptr @returns_number,
  ptr @takes_integer, ptr @is_variadic]
define internal void @ignores_argument() { ret void }
define internal i32 @returns_number(ptr %a) { ret i32 3 }
define internal void @takes_integer(i64 %a, i32 %b) { ret void }
define internal void @is_variadic(ptr %format, ...) { ret void }
define internal void @takes_structure(i64 %a, i64 %b) { ret void }
@structures = internal global [1 x ptr] [ptr @takes_structure]
define i32 @main(i32 %argc, ptr %argv) {
  %index = sext i32 %argc to i64
  %place = getelementptr ptr, ptr @functions, i64 %index
  %function = load ptr, ptr %place
  call void %function(ptr %argv, ptr %argv)
  %other = getelementptr ptr, ptr @structures, i64 %index
  %second = load ptr, ptr %other
  %pair = insertvalue { i64, i64 } undef, i64 1, 0
  call void %second({ i64, i64 } %pair)
  ret i32 0
}
