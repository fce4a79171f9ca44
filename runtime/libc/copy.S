// Copies memory, in the place of musl's memcpy, which takes single bytes up to a multiple of eight
// and after the last. Here the last eight bytes are a copy of their own, which may overlap the one
// before. All bytes that a copy reads are read before it writes there, also when what it writes
// lies before and overlaps it: musl's memmove relies on that.

.section .text.memcpy, "ax", @progbits
.global memcpy
.global __memcpy_fwd
.hidden __memcpy_fwd
.type memcpy, @function
memcpy:
__memcpy_fwd:
    mov %rdi, %rax
    cmp $8, %rdx
    jb 1f
    mov -8(%rsi,%rdx), %r8
    lea -8(%rdi,%rdx), %r9
    mov %rdx, %rcx
    shr $3, %rcx
    rep movsq
    mov %r8, (%r9)
    ret
1:  test $4, %dl
    jnz 2f
    test %edx, %edx
    jz 4f
    movzbl (%rsi), %ecx
    test $2, %dl
    jz 3f
    mov -2(%rsi,%rdx), %r8w
    mov %r8w, -2(%rdi,%rdx)
3:  mov %cl, (%rdi)
4:  ret
2:  mov (%rsi), %ecx
    mov -4(%rsi,%rdx), %r8d
    mov %ecx, (%rdi)
    mov %r8d, -4(%rdi,%rdx)
    ret
.size memcpy, . - memcpy
.section .note.GNU-stack, "", @progbits
