// TCP sockets.

#ifndef RUNTIME_NETWORK_SOCKETS_TCP_H
#define RUNTIME_NETWORK_SOCKETS_TCP_H

#include <lwip/tcp.h>

#include "network/sockets/internet.h"

/// A TCP socket.
struct tcp_socket {
    struct socket socket;
    /// lwIP's control block; null when the connection is gone.
    struct tcp_pcb *block;
    /// What has come and was not read, from the byte `taken` of the first piece on.
    struct pbuf *received;
    unsigned taken;
    /// Whether it is or was connected, and the other side will not send more.
    unsigned char is_connected, has_peer_ended, is_corked;
    /// TCP_NODELAY, which connections inherit from the socket that listens.
    unsigned char has_no_delay;
    /// The next one in the queue of a listening socket; and that queue.
    struct tcp_socket *next, *first, **last;
};

long tcp_socket_bind(struct socket *socket, const struct sockaddr *address, socklen_t length);
long tcp_socket_listen(struct socket *socket, int backlog);
long tcp_socket_accept(struct socket *socket, struct socket **accepted);
long tcp_socket_connect(struct socket *socket, const struct sockaddr *address, socklen_t length);
long tcp_socket_send(struct socket *socket, const struct message *message);
long tcp_socket_receive(struct socket *socket, struct message *message);
long tcp_socket_set_option(struct socket *socket, int level, int option, const void *value,
                           socklen_t length);
long tcp_socket_get_option(struct socket *socket, int level, int option, void *value,
                           socklen_t *length);
struct tcp_socket *tcp_socket_make(struct tcp_pcb *block);
void tcp_socket_free(struct tcp_socket *tcp);
void tcp_socket_finish(void);

#endif
