// What e2fsprogs' configure would find out, for the library inside an image. Memory and time come
// from the library OS and nothing is printed, because system calls must not depend on the program's
// C library, whose parts would come into programs that have no disks.

#ifndef LIBRARY_CONFIG_H
#define LIBRARY_CONFIG_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define HAVE_DIRENT_H 1
#define HAVE_ERRNO_H 1
#define HAVE_FCNTL 1
#define HAVE_INTPTR_T 1
#define HAVE_INTTYPES_H 1
#define HAVE_NETINET_IN_H 1
#define HAVE_POSIX_MEMALIGN 1
#define HAVE_RECLEN_DIRENT 1
#define HAVE_STDARG_H 1
#define HAVE_STDINT_H 1
#define HAVE_STDLIB_H 1
#define HAVE_STRINGS_H 1
#define HAVE_STRING_H 1
#define HAVE_STRNLEN 1
#define HAVE_SYS_STAT_H 1
#define HAVE_SYS_SYSMACROS_H 1
#define HAVE_SYS_TIME_H 1
#define HAVE_SYS_TYPES_H 1
#define HAVE_TYPE_SSIZE_T 1
#define HAVE_UNISTD_H 1
#define SIZEOF_INT 4
#define SIZEOF_LONG 8
#define SIZEOF_LONG_LONG 8
#define SIZEOF_OFF_T 8
#define SIZEOF_SHORT 2
#define SIZEOF_TIME_T 8
#define STDC_HEADERS 1
#define TLS

void *library_allocate(size_t size);
void *library_allocate_zeroed(size_t count, size_t size);
void *library_resize(void *memory, size_t size);
int library_allocate_aligned(void **memory, size_t alignment, size_t size);
void library_free(void *memory);

time_t library_time(time_t *time);

#undef stderr
#define stderr ((FILE *)0)
#define fprintf(stream, ...) ((void)(stream))
#define printf(...) ((void)0)
#undef stdout
#define stdout ((FILE *)0)
#define fputs(text, stream) ((void)(stream))
#define fflush(stream) ((void)(stream))
#define perror(text) ((void)0)
#define getenv(name) ((char *)0)
#define abort() __builtin_trap()
#define time(pointer) library_time(pointer)
#define malloc library_allocate
#define calloc library_allocate_zeroed
#define realloc library_resize
#define posix_memalign library_allocate_aligned
#define free library_free

#endif
