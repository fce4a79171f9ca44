; A function that returns twice, the second time with another result and other variables.
; WANT: kept @after_jump
; WANT: kept @with_changed
declare i32 @setjmp(ptr) returns_twice
declare void @longjmp(ptr, i32) noreturn
@buffer = internal global [8 x i64] zeroinitializer
define void @after_jump() { ret void }
define void @with_changed() { ret void }
define void @jump() {
  call void @longjmp(ptr @buffer, i32 1)
  unreachable
}
define i32 @main() {
  %changed = alloca i32
  store volatile i32 0, ptr %changed
  %twice = call i32 @setjmp(ptr @buffer) returns_twice
  %again = icmp ne i32 %twice, 0
  br i1 %again, label %second, label %first
first:
  store volatile i32 1, ptr %changed
  call void @jump()
  ret i32 1
second:
  call void @after_jump()
  %value = load volatile i32, ptr %changed
  %is.one = icmp eq i32 %value, 1
  br i1 %is.one, label %good, label %bad
good:
  call void @with_changed()
  ret i32 0
bad:
  ret i32 2
}
; --- jumps.s
    .globl setjmp, longjmp
setjmp:
    mov (%rsp), %rax
    mov %rax, (%rdi)
    mov %rsp, 8(%rdi)
    xor %eax, %eax
    ret
longjmp:
    mov %esi, %eax
    mov 8(%rdi), %rsp
    mov (%rdi), %rdx
    mov %rdx, (%rsp)
    ret
