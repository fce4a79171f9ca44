#define _GNU_SOURCE
#include "sockets/socket.h"
#include "system-calls/system-call.h"

/// Receives a message.
SYSTEM_CALL(recvmsg, long, int descriptor, struct msghdr *header, int flags) {
    return socket_receive_message(descriptor, header, flags);
}
