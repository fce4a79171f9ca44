#define _GNU_SOURCE
#include "sockets/options.h"
#include "system-calls/system-call.h"

/// Tells an option.
SYSTEM_CALL(getsockopt, long, int descriptor, int level, int option, void *value,
            socklen_t *length) {
    struct socket *socket;
    struct file *file;
    long problem = socket_get(descriptor, &file, &socket);

    if (problem)
        return problem;
    return level == SOL_SOCKET
               ? socket_get_option(socket, option, value, length)
               : socket->operations->get_option(socket, level, option, value, length);
}
