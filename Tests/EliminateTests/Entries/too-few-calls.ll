; Two calls pass the same address, which takes five bytes each; so does the jump of an entry, which would have to
; set it once more: nothing is gained.
; WANT: kept @show
; WANT: gone @show.const
; WANT: calls @main @show

@text = internal constant [6 x i8] c"error\00"

define internal void @show(ptr %text, i32 %code) noinline {
  %letter = load volatile i8, ptr %text
  %number = load volatile i32, ptr @count
  %sum = add i32 %number, %code
  store volatile i32 %sum, ptr @count
  ret void
}
@count = internal global i32 0
define i32 @main(i32 %argc) {
  call void @show(ptr @text, i32 %argc)
  %more = add i32 %argc, 1
  call void @show(ptr @text, i32 %more)
  ret i32 0
}
