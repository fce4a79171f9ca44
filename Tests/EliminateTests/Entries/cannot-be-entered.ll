; What is passed in memory, what returns twice, what is no ordinary call, and what codegen knows keep their calls;
; so does a function of which only the address is used.
; WANT: gone @copied.const
; WANT: gone @twice.const
; WANT: gone @memcmp.const
; WANT: gone @target.const
; WANT: gone @forward.const
; WANT: calls @pass @forward
; WANT: kept @target

%pair = type { i64, i64 }
@text = internal constant [6 x i8] c"error\00"
@place = internal global %pair zeroinitializer
@pointer = internal global ptr @target

define internal void @copied(ptr byval(%pair) %pair, ptr %text) noinline {
  %value = load volatile i64, ptr %pair
  %letter = load volatile i8, ptr %text
  ret void
}
define internal i32 @twice(ptr %text, i64 %mark) noinline returns_twice {
  %letter = load volatile i8, ptr %text
  %wide = zext i8 %letter to i32
  ret i32 %wide
}
define internal i32 @memcmp(ptr %left, ptr %right, i64 %size) noinline {
  %letter = load volatile i8, ptr %left
  %wide = zext i8 %letter to i32
  ret i32 %wide
}
define internal void @target(ptr %text, i64 %mark) noinline {
  %letter = load volatile i8, ptr %text
  ret void
}
define internal void @forward(ptr %text) noinline {
  %letter = load volatile i8, ptr %text
  ret void
}
define internal void @pass(ptr %text) noinline {
  musttail call void @forward(ptr @text)
  ret void
}
define internal void @passTwice(ptr %text) noinline {
  musttail call void @forward(ptr @text)
  ret void
}
define internal void @passThrice(ptr %text) noinline {
  musttail call void @forward(ptr @text)
  ret void
}
define i32 @main(i32 %argc) {
  call void @copied(ptr byval(%pair) @place, ptr @text)
  call void @copied(ptr byval(%pair) @place, ptr @text)
  call void @copied(ptr byval(%pair) @place, ptr @text)
  %a = call i32 @twice(ptr @text, i64 7) returns_twice
  %b = call i32 @twice(ptr @text, i64 7) returns_twice
  %c = call i32 @twice(ptr @text, i64 7) returns_twice
  %d = call i32 @memcmp(ptr @text, ptr @place, i64 4)
  %e = call i32 @memcmp(ptr @text, ptr @place, i64 4)
  %f = call i32 @memcmp(ptr @text, ptr @place, i64 4)
  %g = load volatile ptr, ptr @pointer
  call void %g(ptr @text, i64 7)
  call void %g(ptr @text, i64 7)
  call void %g(ptr @text, i64 7)
  call void @pass(ptr @text)
  call void @passTwice(ptr @text)
  call void @passThrice(ptr @text)
  ret i32 0
}
