#define _GNU_SOURCE
#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Sends messages; returns how many.
SYSTEM_CALL(sendmmsg, long, int descriptor, struct mmsghdr *headers, unsigned count, int flags) {
    for (unsigned done = 0; done < count; done++) {
        long sent = socket_send_message(descriptor, &headers[done].msg_hdr, flags);

        if (sent < 0)
            return done ? (long)done : sent;
        headers[done].msg_len = sent;
    }
    return count;
}
