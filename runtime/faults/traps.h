// Exceptions that the program goes on after: pages that get memory when they are first used, and
// signals. Who wants to handle exceptions sets a handler and calls traps_install; until then they
// only are reported.

#ifndef RUNTIME_FAULTS_TRAPS_H
#define RUNTIME_FAULTS_TRAPS_H

#include <stdint.h>

/// The registers of x87 and SSE, as FXSAVE leaves them.
struct trap_vectors {
    uint8_t bytes[512];
} __attribute__((aligned(16)));

/// What an exception interrupted. Handlers may change it.
struct trap_frame {
    uint64_t r15, r14, r13, r12, r11, r10, r9, r8, rbp, rdi, rsi, rdx, rcx, rbx, rax;
    /// Where the processor's own words are: rip, cs, rflags, rsp, ss.
    uint64_t *machine;
    struct trap_vectors *vectors;
};

/// The places of the processor's words.
enum { TRAP_RIP, TRAP_CS, TRAP_FLAGS, TRAP_RSP, TRAP_SS };

/// The vector of page faults.
#define VECTOR_PAGE_FAULT 14

// Bits of the error code of a page fault.
#define FAULT_RIGHTS 1
#define FAULT_WRITE 2
#define FAULT_FETCH 16
// Not the processor's: the page lies behind the end of its file.
#define FAULT_BEYOND 0x10000

/// Called first for a page fault: returns 1 when the access can be done again, -1 when the page is
/// there but forbids the access, -2 when it lies behind the end of its file, 0 when there is no
/// page.
extern int (*trap_page_handler)(uintptr_t address, unsigned long code);

/// Called for every other exception: returns whether the frame says how to go on.
extern int (*trap_signal_handler)(struct trap_frame *frame, unsigned vector, unsigned long code);

void traps_install(void);

#endif
