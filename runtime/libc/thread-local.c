// The thread-local variables of the first thread. musl measures them and finds a place for them
// when the program starts; here the linker does (layout.ld), so that what musl knows of the first
// thread is a variable like others, of which analyses can tell what is in it.

#include <string.h>

#include "boot/deployment.h"
#include "libc/musl.h"
#include "libc/start.h"

/// Places and sizes in bytes, all of them made by the linker: what thread-local variables start as,
/// how much of it is in the file, its alignment; the size with what aligns it; the first thread's.
extern char __tls_start[], __tls_file_size[], __tls_alignment[], __tls_block_size[];
extern char __tls_first[];

/// What musl knows of the first thread. The linker puts its thread-local variables in front of it.
__attribute__((section(".bss.first_thread"), aligned(64))) static char first_thread[THREAD_ROOM];

// References that link nothing. They tell whether the program makes threads, or asks for
// thread-local variables by number.
extern int pthread_create() __attribute__((weak));
extern void *__tls_get_addr(void *) __attribute__((weak));

/// The thread-local variables, for those that make threads.
static struct tls_module module;

/// Where the first thread's modules are, for __tls_get_addr: their number, and the one.
static size_t first_modules[2];

/// Tells musl how to give thread-local variables to new threads.
static void describe(void) {
    size_t alignment = (size_t)__tls_alignment, size = (size_t)__tls_block_size;

    if (alignment < sizeof(void *))
        alignment = sizeof(void *);
    if (deployment_thread_local_present) {
        module.image = __tls_start;
        module.len = (size_t)__tls_file_size;
        module.align = alignment;
        module.size = module.offset = size;
        __libc.tls_head = &module;
        __libc.tls_cnt = 1;
    } else {
        alignment = sizeof(void *);
        size = 0;
    }
    __libc.tls_align = alignment;
    __libc.tls_size = (sizeof first_modules + THREAD_ROOM + size + alignment + 7) & -8UL;
}

/// Gives the first thread its thread-local variables and its thread pointer.
void thread_local_start(void) {
    if (deployment_thread_local_present)
        memcpy(__tls_first, __tls_start, (size_t)__tls_file_size);
    if (pthread_create)
        describe();
    if (__tls_get_addr && deployment_thread_local_present) {
        first_modules[0] = 1;
        first_modules[1] = (size_t)__tls_first;
        ((size_t **)first_thread)[1] = first_modules;
    }
    __init_tp(first_thread);
}
