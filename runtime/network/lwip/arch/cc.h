/*
 * What lwIP asks about the compiler and the machine: x86-64, clang, musl's headers.
 */
#ifndef SPECIALISE_LWIP_ARCH_CC_H
#define SPECIALISE_LWIP_ARCH_CC_H

#include <stdint.h>

#define BYTE_ORDER LITTLE_ENDIAN

/* musl's <errno.h> has every error number that lwIP returns. */
#define LWIP_ERRNO_STDINCLUDE 1

/* A random number for ports, identifiers and delays; the network component has this function. */
uint32_t network_random(void);
#define LWIP_RAND() network_random()

/* lwIP must not print; a failed assertion, were they on, would be a fault. */
#define LWIP_PLATFORM_DIAG(message)                                                                \
    do {                                                                                           \
    } while (0)
#define LWIP_PLATFORM_ASSERT(message) __builtin_trap()

#endif
