; A function whose address is only stored, as a number, on a stack that assembly switches to: it is entered by a
; return. What it stores is read by the function that waits.
; WANT: kept @start
; WANT: live @start
; WANT: live @seen
module asm ".globl switch_stacks"
module asm "switch_stacks:"
module asm "mov %rsp, (%rdi)"
module asm "mov %rsi, %rsp"
module asm "ret"
declare void @switch_stacks(ptr, ptr)
@stack = internal global [64 x i8] zeroinitializer, align 16
@main_stack = internal global ptr null
@state = internal global i32 0
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
