// From the PVH entry to the first C function: 32-bit protected mode without paging on entry, 64-bit mode with
// paging, no-execute and SSE on leaving. EBX holds the address of the start information, the argument of
// boot_start.
//
// The page tables are made here, before any C runs, so that text is never writable and data never executable.
// They stand one after another (layout.ld): the tables of 4 KiB pages over the image, the page directory, and
// the two levels above it. Memory beyond the 4 KiB pages is mapped by boot/memory.c, which knows its size.

#include "arch/x86_64/machine.h"

#define PRESENT 0x1
#define WRITABLE 0x2
#define NO_EXECUTE 0x80000000       // bit 63 of an entry; bit 31 of a word in boot_ranges

    .section .note.Xen, "a", @note
    .balign 4
    .long 4, 8, 18                  // an entry in 32-bit protected mode
    .asciz "Xen"
    .quad boot_entry

    .section .text.boot_entry, "ax", @progbits
    .code32
    .globl boot_entry
    .type boot_entry, @function
boot_entry:
    cld
    mov $boot_ranges, %esi
    mov $__page_tables, %edi
    xor %ecx, %ecx                  // the address that the next entry maps
next_range:
    lodsl
    xor %ebp, %ebp
    btr $31, %eax
    rcr %ebp                        // the upper half of the entries
    mov %eax, %edx
    and $0xfff, %edx                // the flags
    xor %edx, %eax                  // the end of the range
    jmp 2f
1:  mov %ecx, (%edi)
    or %edx, (%edi)
    mov %ebp, 4(%edi)
    add $8, %edi
    add $0x1000, %ecx
2:  cmp %eax, %ecx
    jb 1b
    cmp $__page_directory, %edi
    jb next_range

    mov $__page_tables + PRESENT + WRITABLE, %eax
3:  stosl
    add $4, %edi
    add $0x1000, %eax
    cmp $__page_directory, %eax
    jb 3b
    movl $__page_directory + PRESENT + WRITABLE, __page_directory + 0x1000
    movl $__page_directory + 0x1000 + PRESENT + WRITABLE, __page_directory + 0x2000

    mov $0x620, %eax                // PAE, OSFXSR, OSXMMEXCPT
    mov %eax, %cr4
    mov $__page_directory + 0x2000, %eax
    mov %eax, %cr3
    mov $0xc0000080, %ecx           // EFER: LME, NXE
    mov $0x900, %eax
    xor %edx, %edx
    wrmsr
    mov $0x80010033, %eax           // PG, WP, NE, ET, MP, PE
    mov %eax, %cr0
    lgdt boot_segments
    ljmp $CODE_SELECTOR, $boot_long_mode

    .code64
boot_long_mode:
    xor %eax, %eax
    mov %eax, %ss
    mov $EXCEPTION_STACK_TOP, %esp
    fninit
    mov %ebx, %edi
    call boot_start
    .size boot_entry, . - boot_entry

// Ends of consecutive ranges from address 0 on, with what their pages allow.
    .section .rodata.boot_ranges, "a", @progbits
boot_ranges:
    .long 0x1000 + PRESENT + NO_EXECUTE
    .long __text_start + PRESENT + WRITABLE + NO_EXECUTE
    .long __rodata_start + PRESENT
    .long __data_start + PRESENT + NO_EXECUTE
    .long __image_end + PRESENT + WRITABLE + NO_EXECUTE
    .long __image_end + 0x1000
    .long __page_tables_reach + PRESENT + WRITABLE + NO_EXECUTE

// The segments. The first descriptor is never used by the processor and holds the description of the table.
    .section .data.boot_segments, "aw", @progbits
boot_segments:
    .word 4 * 8 - 1
    .long boot_segments
    .word 0
    .quad 0x00209a0000000000        // 64-bit code
    .word TASK_STATE_SIZE - 1, TASK_STATE, 0x8900, 0
    .quad 0
