; What nothing reads of the end of a constant is cut off.
; ENGINE: closed-world
; WANT: size @operations 16
; WANT: size @numbers 16
; WANT: size @whole 16
; WANT: size @indexed 32
@operations = internal constant { ptr, ptr, ptr, ptr } { ptr null, ptr @called, ptr @unread, ptr @unread }
@numbers = internal constant [5 x { i32, i16 }] [{ i32, i16 } { i32 1, i16 2 }, { i32, i16 } { i32 3, i16 4 }, { i32, i16 } { i32 5, i16 6 }, { i32, i16 } { i32 7, i16 8 }, { i32, i16 } { i32 9, i16 10 }]
@whole = internal constant { ptr, ptr } { ptr null, ptr @called }
@indexed = internal constant [4 x ptr] [ptr @called, ptr @called, ptr @called, ptr @called]
define internal void @called() noinline { ret void }
define internal void @unread() { ret void }
define i32 @main(i32 %index) {
  %second = getelementptr i8, ptr @operations, i64 8
  %function = load ptr, ptr %second
  call void %function()
  %last = getelementptr i8, ptr @whole, i64 8
  %other = load ptr, ptr %last
  call void %other()
  %wide = zext i32 %index to i64
  %slot = getelementptr [4 x ptr], ptr @indexed, i64 0, i64 %wide
  %any = load ptr, ptr %slot
  call void %any()
  %small = and i32 %index, 1
  %small_wide = zext i32 %small to i64
  %place = getelementptr [5 x { i32, i16 }], ptr @numbers, i64 0, i64 %small_wide, i32 0
  %number = load i32, ptr %place
  ret i32 %number
}
