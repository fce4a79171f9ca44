// What is used of musl's own headers, which no program sees.

#ifndef RUNTIME_LIBC_MUSL_H
#define RUNTIME_LIBC_MUSL_H

#include <stddef.h>

/// The thread-local variables of the program (struct tls_module of src/internal/libc.h).
struct tls_module {
    struct tls_module *next;
    void *image;
    size_t len, size, align, offset;
};

/// The beginning of musl's description of itself (struct __libc of src/internal/libc.h).
extern struct {
    char can_do_threads, threaded, secure;
    signed char need_locks;
    int threads_minus_1;
    const size_t *auxv;
    struct tls_module *tls_head;
    size_t tls_size, tls_align, tls_cnt;
} __libc;

/// Room for what musl knows of a thread (struct pthread of src/internal/pthread_impl.h), in bytes.
#define THREAD_ROOM 256

int __init_tp(void *thread);

#endif
