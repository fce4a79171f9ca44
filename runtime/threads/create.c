// Making and ending threads.

#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stddef.h>
#include <sys/syscall.h>

#include "arch/x86_64/cpu.h"
#include "interrupts/interrupts.h"
#include "memory/blocks.h"
#include "memory/pages.h"
#include "memory/space.h"
#include "process/futex.h"
#include "process/process.h"
#include "process/threads.h"
#include "signals/signals.h"
#include "signals/state.h"
#include "threads/thread.h"
#include "time/clock.h"

/// The thread that runs from the start.
static struct thread first = {
    .next = &first,
    .id = PROCESS_ID,
    .has_begun = 1,
    .signal_stack.ss_flags = SS_DISABLE,
};

struct thread *thread_current = &first;

/// The identifier of the next thread.
static int next_id = PROCESS_ID + 1;

/// A thread that has ended and whose memory is still to be given back, with its stack.
static struct thread *ended;
static void *ended_stack;
static size_t ended_size;

void system_call_enter(void);
void system_call_leave(void);

/// Called when the program enters the library OS: nothing interrupts it there.
void system_call_enter(void) {
    if (threads_present)
        interrupts_off();
}

/// Called when it leaves.
void system_call_leave(void) {
    struct thread *thread = thread_current;

    if (!threads_present)
        return;
    thread->has_waited = 0;
    thread_changed();
    if ((signals_waiting | thread->directed) & ~signals_blocked)
        signal_pending();
    interrupts_on();
}

/// Returns the thread with an identifier, or null.
static struct thread *find(int id) {
    struct thread *thread = thread_current;

    do {
        if (thread->id == id)
            return thread;
        thread = thread->next;
    } while (thread != thread_current);
    return NULL;
}

/// Returns whether there is a thread with an identifier.
static int exists(int id) {
    return find(id) != NULL;
}

/// Lets the signals wait that were sent to the thread that runs and that it does not block.
static void refresh_signals(void) {
    struct thread *thread = thread_current;

    while (thread->directed & ~signals_blocked) {
        int signal = __builtin_ctzl(thread->directed & ~signals_blocked) + 1;
        struct signal_info info = {.signal = signal, .code = SI_TKILL, .process = PROCESS_ID};

        thread->directed &= ~SIGNAL_BIT(signal);
        signal_post(&info);
    }
}

/// Sends a signal to another thread.
static long send(int id, int signal, int code) {
    struct thread *thread = find(id);

    if (!thread)
        return -ESRCH;
    if (signal)
        thread->directed |= SIGNAL_BIT(signal);
    return 0;
}

/// Notes where to write 0 when the thread that runs ends.
static void set_address(int *address) {
    thread_current->address = address;
}

/// Gives back the memory of a thread that has ended.
static void reap(void) {
    if (ended_size)
        space_change((uintptr_t)ended_stack, (uintptr_t)ended_stack + PAGE_ROUND(ended_size),
                     SPACE_UNMAP, 0);
    if (ended && ended != &first)
        block_free(ended, sizeof *ended);
    ended = NULL;
    ended_size = 0;
}

/// Ends the thread that runs; returns only when it is the last one.
static void end(void *stack, unsigned long size) {
    struct thread *thread = thread_current, *before = thread;

    interrupts_off();
    if (thread->address) {
        *thread->address = 0;
        futex_wake(thread->address, 1, -1u);
    }
    if (thread->next == thread)
        return;
    reap();
    while (before->next != thread)
        before = before->next;
    before->next = thread->next;
    ended = thread;
    ended_stack = stack;
    ended_size = size;
    thread_changed();
    schedule();
}

/// Prepares for threads.
static void start(void) {
    interrupts_start();
    first.address = thread_first_address;
    thread_exists = exists;
    thread_end = end;
    thread_set_address = set_address;
    thread_signal = send;
    signal_refresh = refresh_signals;
    schedule_install();
    thread_preempt_install();
    threads_present = 1;
}

/// Makes a thread as clone does. Only threads can be made that share everything.
int thread_create(int (*function)(void *), void *stack, int flags, void *argument, int *parent,
                  void *pointer, int *child) {
    struct thread *thread;
    int id = next_id;

    interrupts_off();
    if (!threads_present)
        start();
    reap();
    thread = block_allocate_zeroed(sizeof *thread);
    if (thread) {
        next_id++;
        thread->id = id;
        thread->stack = (void *)((uintptr_t)stack & -16);
        thread->pointer = flags & CLONE_SETTLS ? (uintptr_t)pointer : thread_pointer_get();
        thread->function = function;
        thread->argument = argument;
        thread->address = flags & CLONE_CHILD_CLEARTID ? child : NULL;
        thread->blocked = signals_blocked;
        thread->signal_stack.ss_flags = SS_DISABLE;
        thread->next = thread_current->next;
        thread_current->next = thread;
        if (flags & CLONE_PARENT_SETTID)
            *parent = id;
        timer_set(clock_monotonic() + THREAD_TURN);
    }
    interrupts_on();
    return thread ? id : -EAGAIN;
}
