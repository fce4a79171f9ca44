// What the tests need to run the file components as a part of an ordinary Linux program.

#ifndef RUNTIME_FILES_TESTS_HOST_H
#define RUNTIME_FILES_TESTS_HOST_H

#include <stddef.h>

/// What the console was given, and what it will give.
extern char console_output[1 << 16];
extern size_t console_output_size;
extern const char *console_input;

/// The last signal raised, and how many times something waited.
extern int last_signal;
extern int wait_count;

/// Called when something waits, so that a test can play the other side.
extern void (*on_wait)(void);

/// How many more pages there are.
extern size_t pages_left_count;

long call(long number, ...);

#endif
