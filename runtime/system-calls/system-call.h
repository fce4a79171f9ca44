// How a handler of a system call is defined. musl's system calls become direct calls of these
// functions.
//
//     SYSTEM_CALL(write, long, int descriptor, const void *bytes, size_t count) { ... }
//
// defines `long system_call_1_write(int descriptor, const void *bytes, size_t count)`. The compiler
// finds the handler by this name. A handler returns a value or a negative error number, as Linux
// does.

#ifndef RUNTIME_SYSTEM_CALLS_SYSTEM_CALL_H
#define RUNTIME_SYSTEM_CALLS_SYSTEM_CALL_H

#include <sys/syscall.h>

#define SYSTEM_CALL(name, type, ...) SYSTEM_CALL_NUMBER(SYS_##name, name, type, __VA_ARGS__)
#define SYSTEM_CALL_NUMBER(number, name, type, ...)                                                \
    SYSTEM_CALL_JOIN(number, name, type, __VA_ARGS__)
#define SYSTEM_CALL_JOIN(number, name, type, ...)                                                  \
    type system_call_##number##_##name(__VA_ARGS__);                                               \
    type system_call_##number##_##name(__VA_ARGS__)

#endif
