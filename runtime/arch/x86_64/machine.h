// The fixed places of an x86-64 machine that C and assembly share. All lie in the first 24 KiB of
// memory. Some loaders leave the command line or their tables below the part of the exception stack
// that the start uses.

#ifndef RUNTIME_ARCH_X86_64_MACHINE_H
#define RUNTIME_ARCH_X86_64_MACHINE_H

/// The end of the stack for the start and for exceptions. It grows down to page 0, which is not
/// mapped.
#define EXCEPTION_STACK_TOP 0x5000

/// The task state segment, of which only the pointer to the exception stack has a meaning.
#define TASK_STATE 0x5000
#define TASK_STATE_SIZE 0x68

/// The interrupt descriptor table.
#define INTERRUPT_TABLE 0x5100

/// The end of the memory that is taken in this way.
#define LOW_MEMORY_END 0x6000

/// The selectors of the segments in boot.S.
#define CODE_SELECTOR 8
#define TASK_SELECTOR 16

#endif
