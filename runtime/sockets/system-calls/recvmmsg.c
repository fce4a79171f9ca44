#define _GNU_SOURCE
#include "sockets/socket.h"
#include "system-calls/system-call.h"
#include "time/clock.h"

/// Receives messages; returns how many. The time ends the wait for further ones.
SYSTEM_CALL(recvmmsg, long, int descriptor, struct mmsghdr *headers, unsigned count, int flags,
            struct timespec *timeout) {
    uint64_t deadline = timeout ? clock_deadline(timeout) : 0;

    for (unsigned done = 0; done < count; done++) {
        int once = done && flags & MSG_WAITFORONE ? MSG_DONTWAIT : 0;
        long received = socket_receive_message(descriptor, &headers[done].msg_hdr,
                                               (flags & ~MSG_WAITFORONE) | once);

        if (received < 0)
            return done ? (long)done : received;
        headers[done].msg_len = received;
        if (deadline && clock_monotonic() >= deadline)
            return done + 1;
    }
    return count;
}
