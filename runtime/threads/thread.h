// Threads.
//
// They share the processor in turns. The library OS itself is never interrupted: interrupts are off
// while a system call is served, and the thread that is in it leaves the processor only where it
// waits. They are on while the program's own code runs, and the timer's then takes the processor
// away.

#ifndef RUNTIME_THREADS_THREAD_H
#define RUNTIME_THREADS_THREAD_H

#include <signal.h>
#include <stdint.h>

/// A thread.
struct thread {
    /// The next in the ring of all threads.
    struct thread *next;
    int id;
    /// Whether it can run, or waits: then until `deadline` (unless 0), until `*flag` is set (unless
    /// null), or until something happened.
    unsigned char is_waiting;
    /// Whether it has waited in the system call that it is in.
    unsigned char has_waited;
    /// Whether it has begun to run.
    unsigned char has_begun;
    /// What had happened when it began to wait.
    unsigned seen;
    uint64_t deadline;
    const volatile int *flag;
    /// Where its registers are, while it does not run; and its thread pointer.
    void *stack;
    uint64_t pointer;
    /// What it runs.
    int (*function)(void *argument);
    void *argument;
    /// Where to write 0 when it ends, unless null.
    int *address;
    /// Its signals: those blocked, those sent to it alone, and its stack for handlers.
    unsigned long blocked, directed;
    stack_t signal_stack;
};

/// How long a thread runs while others wait for their turn, in nanoseconds.
#define THREAD_TURN 4000000

extern struct thread *thread_current;

void schedule(void);
void schedule_turn(void);
void schedule_install(void);
void thread_switch(struct thread *to);
void thread_preempt_install(void);
int thread_create(int (*function)(void *), void *stack, int flags, void *argument, int *parent,
                  void *pointer, int *child);
void thread_changed(void);

#endif
