// The scheduler: whose turn it is.
//
// Threads that wait for nothing in particular (a file, a signal) look again when something has
// happened: when another thread was in a system call, or when a device or a clock had something.
// When nothing has happened since all have looked, the processor halts.

#include <stddef.h>

#include "arch/x86_64/cpu.h"
#include "files/watch.h"
#include "interrupts/interrupts.h"
#include "process/threads.h"
#include "signals/signals.h"
#include "signals/state.h"
#include "threads/thread.h"
#include "time/clock.h"
#include "time/poller.h"

/// How much has happened.
static unsigned happened;

/// Notes that something has happened that a thread may wait for.
void thread_changed(void) {
    happened++;
}

/// Returns whether a thread can run.
static int can_run(const struct thread *thread) {
    if (!thread->is_waiting || thread->directed & ~thread->blocked)
        return 1;
    if (thread->flag)
        return *thread->flag || signals_waiting & ~thread->blocked;
    return thread->seen != happened;
}

/// Returns the next thread that can run, or null; sets `*deadline` to when the first of the others
/// wants to.
static struct thread *find_next(uint64_t *deadline) {
    // The thread that runs comes last; if it has ended, it is not in the ring any more.
    struct thread *begin = thread_current->next, *thread = begin;
    uint64_t now = 0;

    *deadline = 0;
    do {
        if (can_run(thread))
            return thread;
        if (thread->deadline) {
            if (!now)
                now = clock_monotonic();
            if (thread->deadline <= now)
                return thread;
            if (!*deadline || thread->deadline < *deadline)
                *deadline = thread->deadline;
        }
        thread = thread->next;
    } while (thread != begin);
    return NULL;
}

/// Asks those who have something to do; returns when they want to be asked again.
static uint64_t poll(void) {
    unsigned work = 0;
    uint64_t next;

    if (idle_check)
        idle_check();
    next = pollers_run(&work);
    if (work || signals_waiting)
        happened++;
    return next;
}

/// Halts until something may have happened.
static void halt(uint64_t deadline) {
    for (struct poller *poller = pollers; poller; poller = poller->next)
        if (poller->rest && poller->rest())
            return;
    idle_halt(deadline);
    // Threads look only once when what ended the halt is dealt with before.
    poll();
    happened++;
}

/// Gives the processor to the next thread that can run, which may be the one that calls; halts
/// while there is none.
void schedule(void) {
    struct thread *next;
    uint64_t deadline;

    while (!(next = find_next(&deadline))) {
        unsigned before = happened;
        uint64_t poll_next = poll();

        if (happened != before)
            continue;
        if (poll_next && (!deadline || poll_next < deadline))
            deadline = poll_next;
        halt(deadline);
    }
    next->is_waiting = 0;
    if (next->next != next)
        timer_set(clock_monotonic() + THREAD_TURN);
    if (next != thread_current)
        thread_switch(next);
}

/// Waits: until `*flag` is set unless that is null, until the clock shows `deadline` unless 0,
/// until something has happened.
static void wait(const volatile int *flag, uint64_t deadline) {
    struct thread *thread = thread_current;

    // What the thread did in this system call before it waits, others may wait for.
    if (!thread->has_waited || watch_happened) {
        thread->has_waited = 1;
        watch_happened = 0;
        happened++;
    }
    thread->seen = happened;
    thread->flag = flag;
    thread->deadline = deadline;
    thread->is_waiting = 1;
    schedule();
    thread->flag = NULL;
    thread->deadline = 0;
}

/// Lets others run.
static void yield(void) {
    poll();
    schedule();
}

/// Takes the processor away from the thread that runs, whose own code was interrupted.
void schedule_turn(void) {
    poll();
    schedule();
    signal_pending();
}

/// Gives the thread that runs the rest of its turn, after a halt in the midst of it.
static void resume(void) {
    if (thread_current->next != thread_current)
        timer_set(clock_monotonic() + THREAD_TURN);
}

/// Takes over what others ask of a scheduler.
void schedule_install(void) {
    idle_ended = resume;
    idle_yield = wait;
    thread_yield = yield;
}
