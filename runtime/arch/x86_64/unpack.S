// Entered instead of boot_entry where the file holds data without its zeros: writes the rest to its places,
// between the zeros that the loader has made, and goes on to boot_entry. EBX, the address of the start
// information, stays.
//
// What it reads stands behind the image (Sources/7-Image/ZeroSuppression.swift), in memory that nothing else has
// used yet: blocks, each of an address and tokens. Address 0 ends the blocks, token 0 a block. The upper half of a
// token is the number of zeros to leave out, the lower half the number of bytes that follow it.

    .section .unpack, "ax", @progbits
    .code32
    .globl unpack
    .type unpack, @function
unpack:
    cld
    mov $__image_end, %esi
next_block:
    lodsl
    xchg %eax, %edi
    test %edi, %edi
    jz boot_entry
    xor %eax, %eax
next_token:
    lodsb
    aam $16                         // AH: zeros, AL: bytes
    jz next_block
    movzbl %al, %ecx
    shr $8, %eax
    add %eax, %edi
    rep movsb
    jmp next_token
    .size unpack, . - unpack
