#define _GNU_SOURCE
#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Receives bytes.
SYSTEM_CALL(recvfrom, long, int descriptor, void *bytes, size_t count, int flags, void *name,
            socklen_t *name_length) {
    struct iovec vector = {bytes, count};
    struct msghdr header = {
        .msg_name = name,
        .msg_namelen = name ? *name_length : 0,
        .msg_iov = &vector,
        .msg_iovlen = 1,
    };
    long result = socket_receive_message(descriptor, &header, flags);

    if (result >= 0 && name)
        *name_length = header.msg_namelen;
    return result;
}
