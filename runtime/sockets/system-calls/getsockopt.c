#define _GNU_SOURCE
#include <errno.h>

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
    if ((int)*length < 0)
        return -EINVAL;
    if (level == SOL_SOCKET) {
        problem = socket_get_option(socket, option, value, length);
        if (problem != -ENOPROTOOPT)
            return problem;
    }
    return socket->operations->get_option(socket, level, option, value, length);
}
