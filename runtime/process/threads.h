// Whether there are threads, for those who live without them as well. A program that makes none
// does not hold what could; then these keep their values for ever.

#ifndef RUNTIME_PROCESS_THREADS_H
#define RUNTIME_PROCESS_THREADS_H

/// Whether a thread was ever made.
extern int threads_present;

/// The identifier of the thread that runs.
extern int thread_id;

/// Returns whether a thread has an identifier.
extern int (*thread_exists)(int id);

/// Lets others run.
extern void (*thread_yield)(void);

/// Ends the thread that runs, unless it is the last one; gives its stack [stack, stack + size) back
/// if there is a size.
extern void (*thread_end)(void *stack, unsigned long size);

/// Notes where to write 0 when the thread that runs ends.
extern int *thread_first_address;
extern void (*thread_set_address)(int *address);

/// Sends a signal to another thread.
extern long (*thread_signal)(int id, int signal, int code);

#endif
