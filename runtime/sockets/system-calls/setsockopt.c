#define _GNU_SOURCE
#include "sockets/options.h"
#include "system-calls/system-call.h"

/// Sets an option.
SYSTEM_CALL(setsockopt, long, int descriptor, int level, int option, const void *value,
            socklen_t length) {
    struct socket *socket;
    struct file *file;
    long problem = socket_get(descriptor, &file, &socket);

    if (problem)
        return problem;
    return level == SOL_SOCKET
               ? socket_set_option(socket, option, value, length)
               : socket->operations->set_option(socket, level, option, value, length);
}
