; A thread pointer that is set twice, or that nobody is known to set.
; WANT: kept @of_first
; WANT: kept @of_second
@first = internal global { ptr, ptr } { ptr @first, ptr @of_first }
@second = internal global { ptr, ptr } { ptr @second, ptr @of_second }
define internal void @of_first() noinline { ret void }
define internal void @of_second() noinline { ret void }
define internal void @set(ptr %to) noinline "specialise-effect"="sets-thread" {
  call void asm sideeffect "wrfsx $0", "r"(ptr %to)
  ret void
}
define i32 @main(i32 %count) {
  call void @set(ptr @first)
  %is_more = icmp ugt i32 %count, 1
  br i1 %is_more, label %more, label %done
more:
  call void @set(ptr @second)
  br label %done
done:
  %self = call ptr asm "mov %fs:0,$0", "=r"()
  %place = getelementptr i8, ptr %self, i64 8
  %function = load ptr, ptr %place
  call void %function()
  ret i32 0
}
