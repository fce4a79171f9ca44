// TCP sockets: sending and receiving.

#define _GNU_SOURCE
#include <errno.h>
#include <netinet/tcp.h>
#include <string.h>

#include "network/network.h"
#include "network/sockets/tcp.h"

/// Hands `length` bytes to lwIP, which copies them; returns how many it took, or an error.
static long write_part(struct tcp_pcb *block, const char *bytes, size_t length, int more) {
    size_t room = tcp_sndbuf(block), done = 0;

    if (length > room)
        length = room;
    while (done < length) {
        size_t part = length - done;
        err_t error;

        if (part > 0xffff)
            part = 0xffff;
        error = tcp_write(block, bytes + done, part,
                          TCP_WRITE_FLAG_COPY |
                              (more || done + part < length ? TCP_WRITE_FLAG_MORE : 0));
        if (error == ERR_MEM)
            break;
        if (error != ERR_OK)
            return internet_error(error);
        done += part;
    }
    return done;
}

/// Sends as much as there is room for.
long tcp_socket_send(struct socket *socket, const struct message *message) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;
    int hold = tcp->is_corked || message->flags & MSG_MORE;
    size_t skip = message->done;
    long total = 0, part;

    if (socket->error)
        return socket_take_error(socket);
    if (socket->is_connecting)
        return -EAGAIN;
    if (!tcp->block || !tcp->is_connected)
        return -EPIPE;
    for (int i = 0; i < message->count; i++) {
        const struct iovec *piece = &message->vector[i];

        if (skip >= piece->iov_len) {
            skip -= piece->iov_len;
            continue;
        }
        part = write_part(tcp->block, (char *)piece->iov_base + skip, piece->iov_len - skip,
                          hold || i + 1 < message->count);
        if (part < 0)
            return total ? total : part;
        total += part;
        if ((size_t)part < piece->iov_len - skip)
            break;
        skip = 0;
    }
    if (!hold || tcp_sndbuf(tcp->block) < TCP_SND_BUF / 2)
        tcp_output(tcp->block);
    if (!total && message->done < 1)
        network_poll();
    return total || !message->count ? total : -EAGAIN;
}

/// Copies what was received to `message` from where it is at; returns how much.
static size_t copy_out(struct tcp_socket *tcp, const struct message *message) {
    size_t skip = message->done, offset = tcp->taken, total = 0;

    for (int i = 0; i < message->count; i++) {
        const struct iovec *piece = &message->vector[i];
        size_t length;

        if (skip >= piece->iov_len) {
            skip -= piece->iov_len;
            continue;
        }
        length = piece->iov_len - skip;
        if (length > 0xffff)
            length = 0xffff;
        length = network_receive(tcp->received, (char *)piece->iov_base + skip, length, offset);
        total += length;
        offset += length;
        if (length < piece->iov_len - skip)
            break;
        skip = 0;
    }
    return total;
}

/// Gives back the first `count` bytes of what was received.
static void consume(struct tcp_socket *tcp, size_t count) {
    tcp->taken += count;
    while (tcp->received && tcp->taken >= tcp->received->len) {
        struct pbuf *first = tcp->received;

        tcp->taken -= first->len;
        tcp->received = first->next;
        if (first->next)
            pbuf_ref(first->next);
        pbuf_free(first);
    }
    if (tcp->block)
        tcp_recved(tcp->block, count);
}

/// Receives what is there.
long tcp_socket_receive(struct socket *socket, struct message *message) {
    struct tcp_socket *tcp = (struct tcp_socket *)socket;
    size_t count;

    message->name_length = 0;
    if (message->flags & MSG_OOB)
        return -EINVAL;
    if (!tcp->received && tcp->block && !tcp->has_peer_ended)
        network_poll();
    if (!tcp->received) {
        if (socket->error)
            return socket_take_error(socket);
        if (tcp->has_peer_ended || socket->ended & ENDED_RECEIVING)
            return 0;
        return tcp->is_connected || socket->is_connecting ? -EAGAIN : -ENOTCONN;
    }
    count = copy_out(tcp, message);
    if (!(message->flags & MSG_PEEK))
        consume(tcp, count);
    return count;
}
