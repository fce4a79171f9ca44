// Options of all sockets.

#ifndef RUNTIME_SOCKETS_OPTIONS_H
#define RUNTIME_SOCKETS_OPTIONS_H

#include "sockets/socket.h"

long socket_set_option(struct socket *socket, int option, const void *value, socklen_t length);
long socket_get_option(struct socket *socket, int option, void *value, socklen_t *length);
long option_read_int(const void *value, socklen_t length, int *number);
long option_write(const void *from, socklen_t size, void *value, socklen_t *length);
long option_write_int(int number, void *value, socklen_t *length);

#endif
