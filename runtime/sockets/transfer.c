// Sending and receiving, and the waiting that belongs to it.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>

#include "files/vector.h"
#include "files/wait.h"
#include "signals/signals.h"
#include "sockets/socket.h"
#include "time/clock.h"

/// Returns when a wait that lasts `timeout` from now ends, or 0.
uint64_t socket_deadline(uint64_t timeout) {
    return timeout ? clock_monotonic() + timeout : 0;
}

/// Returns what went wrong meanwhile, and forgets it.
long socket_take_error(struct socket *socket) {
    long error = socket->error;

    socket->error = 0;
    return error;
}

/// Waits until the socket may have changed. A time that is over is no error of its own.
static long wait(struct file *file, const struct message *message, uint64_t deadline) {
    long problem;

    if (file->flags & O_NONBLOCK || message->flags & MSG_DONTWAIT)
        return -EAGAIN;
    problem = file_wait(file, deadline);
    return problem == -ETIMEDOUT ? -EAGAIN : problem;
}

/// Sends a message. On a stream it waits until all of it is taken.
long socket_send(struct file *file, struct message *message) {
    struct socket *socket = file->object;
    size_t total = vector_length(message->vector, message->count);
    uint64_t deadline = 0;
    long sent;

    if (!socket->operations->send)
        return -EOPNOTSUPP;
    for (;;) {
        sent = socket->ended & ENDED_SENDING ? -EPIPE : socket->operations->send(socket, message);
        if (sent >= 0) {
            message->done += sent;
            if (message->done >= total || socket->type != SOCK_STREAM)
                return message->done;
        } else if (sent != -EAGAIN) {
            break;
        }
        if (!deadline)
            deadline = socket_deadline(socket->send_timeout);
        sent = wait(file, message, deadline);
        if (sent)
            break;
    }
    if (message->done)
        return message->done;
    if (sent == -EPIPE && socket->type == SOCK_STREAM && !(message->flags & MSG_NOSIGNAL))
        signal_raise(SIGPIPE);
    return sent;
}

/// Receives a message, waiting for its first byte, with MSG_WAITALL for all of it.
long socket_receive(struct file *file, struct message *message) {
    struct socket *socket = file->object;
    size_t total = vector_length(message->vector, message->count);
    uint64_t deadline = 0;
    long received;

    if (!socket->operations->receive)
        return -EOPNOTSUPP;
    for (;;) {
        received = socket->operations->receive(socket, message);
        if (received >= 0) {
            message->done += received;
            if (!received || socket->type != SOCK_STREAM || message->done >= total ||
                (message->flags & (MSG_WAITALL | MSG_PEEK)) != MSG_WAITALL)
                return message->done;
        } else if (received != -EAGAIN) {
            break;
        } else {
            if (!deadline)
                deadline = socket_deadline(socket->receive_timeout);
            received = wait(file, message, deadline);
            if (received)
                break;
        }
    }
    return message->done ? (long)message->done : received;
}
