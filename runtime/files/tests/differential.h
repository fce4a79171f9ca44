// Doing the same on Linux and with our files.

#ifndef RUNTIME_FILES_TESTS_DIFFERENTIAL_H
#define RUNTIME_FILES_TESTS_DIFFERENTIAL_H

#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

#include "host.h"

enum { BUFFER = 20000, PATHS = 8192 };

/// What an operation reads and writes, once for Linux and once for us.
struct side {
    char bytes[BUFFER];
    struct stat status;
    long number;
    char text[512];
};

extern struct side linux_side, our_side;

/// The state of the random numbers.
extern uint64_t random_state;

/// Whether memory is reserved for files; Linux does not count that as data.
extern int allocates;

/// The number of the operation, and what it does.
extern unsigned long step;
extern char trace[512];

/// Notes what the operation does.
#define TRACE(...) snprintf(trace, sizeof(trace), __VA_ARGS__)

/// A pointer as an argument of a system call.
#define P(pointer) ((long)(pointer))

unsigned long below(unsigned long limit);
const char *some_path(void);
int some_flags(void);
int some_descriptor(void);
int some_start(void);
long some_offset(void);
long native(long number, long a, long b, long c, long d, long e);
mode_t type_of(int descriptor);
ino_t number_of(int descriptor);
void differ(const char *what, long expected, long found);
void compare_bytes(void);
long both(long number, long a, long b, long c, long d, long e);
long sided(long number, long a, long b, long c, long d, long e);
void compare_status(void);
void list(int ours, int descriptor, char *text);

void operate_on_descriptors(void);
void operate_on_bytes(void);
void operate_on_names(void);
void operate_on_attributes(void);
void operate_on_sizes(void);
void operate_on_locks(void);
void operate_on_the_rest(void);

#endif
