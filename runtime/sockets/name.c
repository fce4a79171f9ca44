// Addresses on their way to the program.

#include "files/bytes.h"
#include "sockets/socket.h"

/// Copies as much of a name as there is room for, and says how long it is.
void socket_name_copy(const struct sockaddr_storage *name, socklen_t name_length, void *to,
                      socklen_t *length) {
    if (!to)
        return;
    bytes_copy(to, name, *length < name_length ? *length : name_length);
    *length = name_length;
}
