// A kernel that does what the last letter of its command line says, to test `specialise run` with.
//
//     p  prints the command line and a line break, exit status 7
//     e  echoes its input up to the byte 4, exit status 0
//     f  reports a fault at `culprit`, exit status 132
//     l  loops for ever; prints a line first
//     t  ends the machine by a triple fault, without exit status
//     x  ends with exit status 9 on the exit device only

    .section .note.Xen, "a"
    .long 4, 4, 18
    .asciz "Xen"
    .long entry

    .text
    .code32
    .globl entry
    .type entry, @function
entry:
    mov $stack_end, %esp
    mov 24(%ebx), %ebp          // the command line
    mov %ebp, %esi
    xor %ecx, %ecx
1:  lodsb
    test %al, %al
    jz 2f
    mov %al, %cl                // its last letter
    jmp 1b
2:  cmp $'p', %cl
    je print_line
    cmp $'e', %cl
    je echo
    cmp $'f', %cl
    je culprit
    cmp $'l', %cl
    je loop
    cmp $'x', %cl
    je leave_by_device
    lidt no_table
    ud2
    .size entry, . - entry

print_line:
    mov %ebp, %esi
    call print
    mov $newline, %esi
    call print
    mov $7, %al
    jmp leave

echo:
    mov $0x3fd, %dx
    in %dx, %al
    test $1, %al
    jz echo
    mov $0x3f8, %dx
    in %dx, %al
    cmp $4, %al
    je 1f
    out %al, %dx
    jmp echo
1:  xor %al, %al
    jmp leave

    .section .text.culprit, "ax"
    .globl culprit
    .type culprit, @function
culprit:
    mov $report, %esi
    call print
    mov $132, %al
    jmp leave
    .size culprit, . - culprit

    .text
loop:
    mov $waiting, %esi
    call print
1:  jmp 1b

leave:
    mov $0xe9, %dx
    out %al, %dx
leave_by_device:
    mov $0x501, %dx
    mov $9, %al
    out %al, %dx
1:  jmp 1b

print:
    lodsb
    test %al, %al
    jz 1f
    mov $0x3f8, %dx
    out %al, %dx
    jmp print
1:  ret

    .data
newline:
    .asciz "\n"
report:
    // The linker script puts `culprit` where the report says it is.
    .asciz "before\nspecialise: fault 6 at 200000 address 0 code 0\n"
waiting:
    .asciz "waiting\n"
no_table:
    .word 0
    .long 0

    .bss
    .space 4096
stack_end:
