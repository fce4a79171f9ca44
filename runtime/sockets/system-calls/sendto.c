#define _GNU_SOURCE
#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Sends bytes.
SYSTEM_CALL(sendto, long, int descriptor, const void *bytes, size_t count, int flags,
            const struct sockaddr *name, socklen_t name_length) {
    return socket_send_to(descriptor, bytes, count, flags, name, name_length);
}
