; A function whose address is only stored on a stack that a naked function switches to, whose parameters its
; assembly takes from registers: the function is entered by a return.
; WANT: kept @start
; WANT: live @start
; WANT: live @seen
@stack = internal global [64 x i8] zeroinitializer, align 16
@main_stack = internal global ptr null
@state = internal global i32 0
define internal void @switch_stacks(ptr %from, ptr %to) naked noinline {
  call void asm sideeffect "mov %rsp, (%rdi)\0Amov %rsi, %rsp\0Aret", "~{memory}"()
  unreachable
}
define internal void @seen() { ret void }
define internal void @start() {
  store i32 1, ptr @state
  %other = load ptr, ptr @main_stack
  call void @switch_stacks(ptr @stack, ptr %other)
  unreachable
}
define i32 @main() {
  %slot = getelementptr i8, ptr @stack, i64 48
  %number = ptrtoint ptr @start to i64
  store i64 %number, ptr %slot
  %top = getelementptr i8, ptr @stack, i64 48
  call void @switch_stacks(ptr @main_stack, ptr %top)
  %value = load i32, ptr @state
  %is = icmp eq i32 %value, 1
  br i1 %is, label %yes, label %no
yes:
  call void @seen()
  ret i32 0
no:
  ret i32 1
}
