// kill and its family.

#include <errno.h>

#include "process/process.h"
#include "process/threads.h"
#include "signals/state.h"
#include "system-calls/system-call.h"

/// Sends a signal to the process by its own hand.
static long send_self(int signal, int code) {
    struct signal_info info = {.signal = signal, .code = code, .process = PROCESS_ID};

    if (signal < 0 || signal > SIGNAL_LAST)
        return -EINVAL;
    return signal ? signal_send(&info) : 0;
}

/// Sends a signal to a process or a group: there is only this one.
SYSTEM_CALL(kill, long, int process, int signal) {
    if (process != PROCESS_ID && process != -PROCESS_ID && process)
        return -ESRCH;
    return send_self(signal, SI_USER);
}

/// Sends a signal to a thread.
static long send_thread(int thread, int signal) {
    if (thread == thread_id)
        return send_self(signal, SI_TKILL);
    if (!thread_signal)
        return -ESRCH;
    return signal < 0 || signal > SIGNAL_LAST ? -EINVAL : thread_signal(thread, signal, SI_TKILL);
}

/// Sends a signal to a thread.
SYSTEM_CALL(tkill, long, int thread, int signal) {
    return send_thread(thread, signal);
}

/// Sends a signal to a thread of a process.
SYSTEM_CALL(tgkill, long, int process, int thread, int signal) {
    return process == PROCESS_ID ? send_thread(thread, signal) : -ESRCH;
}

/// Queues a signal with what the sender says about it.
static long queue_self(int process, int signal, const struct signal_info *from) {
    struct signal_info info = *from;

    if (process != PROCESS_ID)
        return -ESRCH;
    if (signal < 0 || signal > SIGNAL_LAST)
        return -EINVAL;
    info.signal = signal;
    return signal ? signal_send(&info) : 0;
}

/// Queues a signal for a process.
SYSTEM_CALL(rt_sigqueueinfo, long, int process, int signal, const struct signal_info *info) {
    return queue_self(process, signal, info);
}

/// Queues a signal for a thread.
SYSTEM_CALL(rt_tgsigqueueinfo, long, int process, int thread, int signal,
            const struct signal_info *info) {
    return process == PROCESS_ID ? queue_self(thread, signal, info) : -ESRCH;
}
