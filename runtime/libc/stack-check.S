// Where machine code that checks its stack goes when the check fails. Nothing that is compiled here
// checks; the compiler's own support functions, which Debian compiles, do. The C library's version
// would bring its set-up along; weak, so that it holds where it is there.

.text
.weak __stack_chk_fail
.type __stack_chk_fail, @function
__stack_chk_fail:
    ud2
.size __stack_chk_fail, . - __stack_chk_fail
.section .note.GNU-stack, "", @progbits
