; What nothing reads of the end of a constant is cut off.
; ENGINE: closed-world
; WANT: size @one 16
; WANT: size @other 16
; WANT: size @few 16
; WANT: size @indexed 32
@one = internal constant { ptr, ptr, ptr, ptr } { ptr null, ptr @called, ptr @unread, ptr @unread }
@other = internal constant { ptr, ptr, ptr, ptr } { ptr null, ptr @called_too, ptr @unread, ptr null }
@tables = internal constant [2 x ptr] [ptr @one, ptr @other]
@few = internal constant [3 x ptr] [ptr @called, ptr @called_too, ptr @unread]
@indexed = internal constant [4 x ptr] [ptr @called, ptr @called_too, ptr @called, ptr @called]
define internal void @called() noinline { ret void }
define internal void @called_too() noinline { ret void }
define internal void @unread() { ret void }
define i32 @main(i32 %index) {
  %bit = and i32 %index, 1
  %bit_wide = zext i32 %bit to i64
  %which = getelementptr [2 x ptr], ptr @tables, i64 0, i64 %bit_wide
  %table = load ptr, ptr %which
  %second = getelementptr i8, ptr %table, i64 8
  %function = load ptr, ptr %second
  call void %function()
  %wide = zext i32 %index to i64
  %slot = getelementptr [4 x ptr], ptr @indexed, i64 0, i64 %wide
  %any = load ptr, ptr %slot
  call void %any()
  %small = and i64 %wide, 1
  %place = getelementptr [3 x ptr], ptr @few, i64 0, i64 %small
  %last = load ptr, ptr %place
  call void %last()
  ret i32 0
}
