; A naked function returns by itself, and finds its parameters in registers.
; WANT: kept @afterwards
; WANT: kept @given
@place = internal global ptr null
define internal void @given() noinline { ret void }
define internal void @afterwards() noinline { ret void }
define internal void @switch(ptr %function, ptr %place) naked noinline {
  call void asm sideeffect "mov %rdi, (%rsi)\0Aret", ""()
  unreachable
}
define i32 @main() {
  call void @switch(ptr @given, ptr @place)
  %function = load ptr, ptr @place
  call void %function()
  call void @afterwards()
  ret i32 0
}
