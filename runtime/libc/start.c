// The start of musl. This does what musl's own __libc_start_main does, from facts instead of from a
// vector that a kernel would leave on the stack, so that all that a Linux process has to find out,
// check and repair there (set-user-ID programs, closed standard descriptors, the headers of the
// program) needs no code.

#include "libc/start.h"

#include <elf.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>

#include "arch/x86_64/cpu.h"
#include "libc/musl.h"
#include "random/random.h"

extern char **__environ;
extern char *__progname, *__progname_full;
extern size_t __hwcap;

void __libc_start_init(void);
int main(int count, char **arguments, char **environment);

// References that link nothing. They tell whether the program holds those who look into the
// auxiliary vector;
// __init_ssp is musl's empty one unless the program uses stack protectors.
extern char __malloc_context[] __attribute__((weak));
extern char __stack_chk_guard[] __attribute__((weak));
void __init_ssp(void *entropy) __attribute__((weak));
extern unsigned long getauxval(unsigned long) __attribute__((weak));
extern int pthread_getattr_np(pthread_t, pthread_attr_t *) __attribute__((weak));
extern char dl_iterate_phdr[] __attribute__((weak));
extern char __vdsosym[] __attribute__((weak));

extern char __tls_start[], __tls_file_size[], __tls_size[], __tls_alignment[];

/// The thread-local variables, in the form in which programs look for them.
static const Elf64_Phdr thread_local_header = {
    .p_type = PT_TLS,
    .p_vaddr = (Elf64_Addr)__tls_start,
    .p_filesz = (Elf64_Xword)__tls_file_size,
    .p_memsz = (Elf64_Xword)__tls_size,
    .p_align = (Elf64_Xword)__tls_alignment,
};

/// What a program may ask about its process (getauxval).
enum { RANDOM_SLOT = 9, FEATURES_SLOT = 11, VECTOR_SIZE = 14 };
static size_t auxiliary_vector[VECTOR_SIZE] = {
    AT_PHDR,   (size_t)&thread_local_header,
    AT_PHENT,  sizeof thread_local_header,
    AT_PHNUM,  1,
    AT_PAGESZ, PAGE_SIZE,
    AT_RANDOM, 0,
    AT_HWCAP,  0,
    AT_NULL,   0,
};

/// Bytes that nobody can guess, for those who ask for AT_RANDOM.
static unsigned char random_seed[16];

/// Sets musl's names of the program from its first argument.
static void set_names(char *name) {
    __progname = __progname_full = name;
    for (; *name; name++)
        if (*name == '/')
            __progname = name + 1;
}

/// Sets up the auxiliary vector for those who look into it. `on_stack` is room for a copy on the
/// main stack.
static void set_vector(size_t *on_stack) {
    if (!__malloc_context && !getauxval && !dl_iterate_phdr && !__vdsosym && !pthread_getattr_np)
        return;
    if (__malloc_context || getauxval)
        auxiliary_vector[RANDOM_SLOT] = (size_t)random_seed;
    if (getauxval)
        auxiliary_vector[FEATURES_SLOT] = cpuid(1, 0).edx;
    __libc.auxv = auxiliary_vector;
    // pthread_getattr_np looks for the stack of the first thread where the vector is.
    if (pthread_getattr_np)
        __libc.auxv = memcpy(on_stack, auxiliary_vector, sizeof auxiliary_vector);
}

/// Starts musl and the program, and ends with it.
_Noreturn void libc_start(long count, char **arguments, char **environment) {
    size_t on_stack[VECTOR_SIZE];

    if (__malloc_context || __stack_chk_guard || getauxval)
        random_early(random_seed, sizeof random_seed);
    set_vector(on_stack);
    __environ = environment;
    set_names(arguments[0]);
    thread_local_start();
    __init_ssp(random_seed);
    __libc_start_init();
    exit(main(count, arguments, environment));
}
