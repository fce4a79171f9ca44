/*
 * What lwIP asks about the compiler and the machine: x86-64, clang, musl's headers.
 */
#ifndef ECHO_ARCH_CC_H
#define ECHO_ARCH_CC_H

#include <stdint.h>
#include <stdlib.h>

#define BYTE_ORDER LITTLE_ENDIAN
#define LWIP_ERRNO_STDINCLUDE 1
#define LWIP_RAND() ((uint32_t)rand())

/* The program has nowhere to print to. */
#define LWIP_PLATFORM_DIAG(message)                                                                \
    do {                                                                                           \
    } while (0)
#define LWIP_PLATFORM_ASSERT(message) __builtin_trap()

#endif
