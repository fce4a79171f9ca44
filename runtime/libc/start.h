// How musl is started.

#ifndef RUNTIME_LIBC_START_H
#define RUNTIME_LIBC_START_H

void thread_local_start(void);
_Noreturn void libc_start(long count, char **arguments, char **environment);

#endif
