// TCP sockets: their life.

#define _GNU_SOURCE
#include "network/sockets/tcp.h"

#include <errno.h>
#include <poll.h>
#include <sys/ioctl.h>

#include "memory/blocks.h"
#include "network/network.h"
#include "process/process.h"
#include "sockets/options.h"

/// Returns what can be done now.
static unsigned events(struct socket *socket) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;
    unsigned events = 0;

    if (socket->is_listening)
        return tcp->first ? POLLIN | POLLRDNORM : 0;
    if (socket->is_connecting)
        return 0;
    if (socket->error)
        events |= POLLERR;
    if (!tcp->block)
        return events | POLLIN | POLLRDNORM | POLLOUT | POLLWRNORM | POLLHUP |
               (tcp->is_connected ? POLLRDHUP : 0);
    if (!tcp->is_connected)
        return POLLOUT | POLLWRNORM | POLLHUP;
    if (tcp->received || tcp->has_peer_ended || socket->ended & ENDED_RECEIVING)
        events |= POLLIN | POLLRDNORM;
    if (tcp->has_peer_ended || socket->ended & ENDED_RECEIVING)
        events |= POLLRDHUP;
    if (socket->ended & ENDED_SENDING) {
        if (tcp->has_peer_ended)
            events |= POLLHUP;
        events |= POLLOUT | POLLWRNORM;
    } else if (tcp_sndbuf(tcp->block) >= TCP_SND_BUF / 3 &&
               tcp_sndqueuelen(tcp->block) < TCP_SND_QUEUELEN / 2) {
        events |= POLLOUT | POLLWRNORM;
    }
    return events;
}

/// Takes what came in; null is the end.
static err_t on_receive(void *argument, struct tcp_pcb *block, struct pbuf *data, err_t error) {
    struct tcp_socket *tcp = argument;

    if (!tcp) {
        if (data)
            pbuf_free(data);
        return ERR_OK;
    }
    if (!data) {
        tcp->has_peer_ended = 1;
        if (block->state == TIME_WAIT) {
            // Both sides have ended; lwIP forgets the connection when it likes.
            tcp_arg(block, NULL);
            tcp->block = NULL;
        }
    } else if (tcp->socket.ended & ENDED_RECEIVING) {
        tcp_recved(block, data->tot_len);
        pbuf_free(data);
    } else if (tcp->received) {
        pbuf_cat(tcp->received, data);
    } else {
        tcp->received = data;
        tcp->taken = 0;
    }
    internet_changed(&tcp->socket);
    return ERR_OK;
}

/// Notes that there is room to send.
static err_t on_sent(void *argument, struct tcp_pcb *block, u16_t length) {
    struct tcp_socket *tcp = argument;

    if (tcp)
        internet_changed(&tcp->socket);
    return ERR_OK;
}

/// Notes that the connection is gone.
static void on_error(void *argument, err_t error) {
    struct tcp_socket *tcp = argument;

    if (!tcp)
        return;
    tcp->block = NULL;
    tcp->socket.error = internet_error(error);
    if (tcp->socket.is_connecting) {
        tcp->socket.is_connecting = 0;
        if (error == ERR_RST)
            tcp->socket.error = -ECONNREFUSED;
    }
    tcp->has_peer_ended = 1;
    internet_changed(&tcp->socket);
}

/// Ends one direction or both.
static long shut_down(struct socket *socket, int how) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;

    if (socket->is_listening || !tcp->is_connected || !tcp->block)
        return -ENOTCONN;
    if (how != SHUT_WR)
        socket->ended |= ENDED_RECEIVING;
    if (how != SHUT_RD && !(socket->ended & ENDED_SENDING)) {
        socket->ended |= ENDED_SENDING;
        tcp_shutdown(tcp->block, 0, 1);
    }
    internet_changed(socket);
    return 0;
}

/// Tells an address.
static long name(struct socket *socket, struct sockaddr_storage *address, int of_peer) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;
    struct endpoint endpoint = {0};

    if (of_peer && (!tcp->block || !tcp->is_connected || socket->is_listening))
        return -ENOTCONN;
    if (tcp->block) {
        endpoint.address = of_peer ? tcp->block->remote_ip : tcp->block->local_ip;
        endpoint.port = of_peer ? tcp->block->remote_port : tcp->block->local_port;
    }
    return endpoint_write(socket->domain, &endpoint, address);
}

/// Answers an ioctl request.
static long control(struct socket *socket, unsigned long request, unsigned long argument) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;

    switch (request) {
    case FIONREAD:
        *(int *)argument = tcp->received ? tcp->received->tot_len - tcp->taken : 0;
        return 0;
    case TIOCOUTQ:
        *(int *)argument = tcp->block ? TCP_SND_BUF - tcp_sndbuf(tcp->block) : 0;
        return 0;
    default:
        return internet_control(request, argument);
    }
}

/// Gives lwIP's control block up. What was sent is still delivered.
static void end_block(struct tcp_socket *tcp) {
    struct tcp_pcb *block = tcp->block;

    tcp_arg(block, NULL);
    if (!tcp->socket.is_listening) {
        tcp_recv(block, NULL);
        tcp_sent(block, NULL);
        tcp_err(block, NULL);
    }
    if (!tcp->socket.linger && tcp->is_connected)
        tcp_abort(block);
    else if (tcp_close(block) != ERR_OK)
        tcp_abort(block);
}

/// Ends a socket.
static void end(struct socket *socket) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;

    while (tcp->first) {
        struct tcp_socket *waiting = tcp->first;

        tcp->first = waiting->next;
        waiting->socket.linger = 0;
        end(&waiting->socket);
    }
    if (tcp->block)
        end_block(tcp);
    tcp_socket_free(tcp);
}

static const struct socket_operations operations = {
    .bind = tcp_socket_bind,
    .listen = tcp_socket_listen,
    .accept = tcp_socket_accept,
    .connect = tcp_socket_connect,
    .send = tcp_socket_send,
    .receive = tcp_socket_receive,
    .shutdown = shut_down,
    .name = name,
    .set_option = tcp_socket_set_option,
    .get_option = tcp_socket_get_option,
    .events = events,
    .control = control,
    .close = end,
};

/// Makes a socket around lwIP's control block.
struct tcp_socket *tcp_socket_make(struct tcp_pcb *block) {
    struct tcp_socket *tcp = block_allocate_zeroed(sizeof *tcp);

    if (!tcp)
        return NULL;
    tcp->socket.operations = &operations;
    tcp->block = block;
    tcp->last = &tcp->first;
    tcp_arg(block, tcp);
    tcp_recv(block, on_receive);
    tcp_sent(block, on_sent);
    tcp_err(block, on_error);
    return tcp;
}

/// Gives the memory of a socket back.
void tcp_socket_free(struct tcp_socket *tcp) {
    if (tcp->received)
        pbuf_free(tcp->received);
    block_free(tcp, sizeof *tcp);
}

/// Makes a TCP socket.
long tcp_socket_create(int domain, struct socket **created) {
    struct tcp_pcb *block = tcp_new_ip_type(internet_type(domain));
    struct tcp_socket *tcp = block ? tcp_socket_make(block) : NULL;

    exit_prepare = tcp_socket_finish;
    if (tcp) {
        *created = &tcp->socket;
        return 0;
    }
    if (block)
        tcp_abort(block);
    return -ENOBUFS;
}
