#define _GNU_SOURCE
#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Sends a message.
SYSTEM_CALL(sendmsg, long, int descriptor, const struct msghdr *header, int flags) {
    return socket_send_message(descriptor, header, flags);
}
