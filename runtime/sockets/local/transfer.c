// Sending to local sockets and receiving from them.

#include <errno.h>
#include <poll.h>
#include <string.h>

#include "files/bytes.h"
#include "files/file.h"
#include "files/vector.h"
#include "memory/blocks.h"
#include "sockets/local/local.h"

/// Copies between `bytes` and a vector, from its byte `done` on, at most `size` bytes; returns how
/// many.
static size_t copy(const struct iovec *vector, int count, size_t done, char *bytes, size_t size,
                   int to_vector) {
    size_t copied = 0;

    for (; count > 0 && copied < size; vector++, count--) {
        if (done < vector->iov_len) {
            char *place = (char *)vector->iov_base + done;
            size_t part = vector->iov_len - done;

            if (part > size - copied)
                part = size - copied;
            if (to_vector)
                bytes_give(bytes + copied, place, part);
            else
                bytes_take(bytes + copied, place, part);
            copied += part;
            done = vector->iov_len;
        }
        done -= vector->iov_len;
    }
    return copied;
}

/// Gives the memory of a packet back, and the descriptors that nobody took.
void packet_free(struct packet *packet) {
    for (unsigned i = 0; i < packet->file_count; i++)
        file_release(packet->files[i]);
    if (packet->files)
        block_free(packet->files, packet->file_count * sizeof *packet->files);
    block_free(packet, sizeof *packet + packet->size);
}

/// Finds who gets a message.
static long find_target(struct local_socket *local, const struct message *message,
                        struct local_socket **target) {
    long problem;

    *target = local->peer;
    if (local_connects(local)) {
        if (message->name_length)
            return local->was_connected ? -EISCONN : -EOPNOTSUPP;
        if (*target)
            return (*target)->socket.ended & ENDED_RECEIVING ? -EPIPE : 0;
        return local->was_connected ? -EPIPE : -ENOTCONN;
    }
    if (message->name_length) {
        problem =
            local_find((struct sockaddr *)message->name, message->name_length, SOCK_DGRAM, target);
        if (problem)
            return problem;
        if ((*target)->peer && (*target)->peer != local)
            return -EPERM;
    } else if (!*target) {
        return local->was_connected ? -ECONNREFUSED : -ENOTCONN;
    }
    return (*target)->socket.ended & ENDED_RECEIVING ? -EPIPE : 0;
}

/// Puts a packet into the queue of a socket.
static void enqueue(struct local_socket *target, struct packet *packet) {
    *target->last = packet;
    target->last = &packet->next;
    target->waiting += packet->size + sizeof *packet;
    watch_tell(&target->socket.watches, POLLIN | POLLRDNORM);
}

/// Sends as much of a message as there is room for: all of it, unless it is of a stream.
long local_send(struct socket *socket, const struct message *message) {
    struct local_socket *local = (struct local_socket *)socket, *target;
    size_t size = vector_length(message->vector, message->count) - message->done;
    struct packet *packet;
    long problem;

    if (socket->error)
        return socket_take_error(socket);
    problem = find_target(local, message, &target);
    if (problem)
        return problem;
    if (socket->type == SOCK_STREAM) {
        if (!size)
            return 0;
        if (size > LOCAL_PART)
            size = LOCAL_PART;
    } else if (size > LOCAL_LIMIT - sizeof *packet) {
        return -EMSGSIZE;
    }
    // A socket that sends to itself never waits for room.
    if (target->waiting && target->waiting + sizeof *packet + size > LOCAL_LIMIT)
        return -EAGAIN;
    packet = block_allocate(sizeof *packet + size);
    if (!packet)
        return -ENOBUFS;
    *packet = (struct packet){.size = size, .from = local->name};
    problem = message->done ? 0 : packet_take_files(packet, message);
    if (problem) {
        packet_free(packet);
        return problem;
    }
    copy(message->vector, message->count, message->done, packet->bytes, size, 0);
    enqueue(target, packet);
    return size;
}

/// Takes the first packet out of the queue and frees it; those who could not send may try again.
static void drop_first(struct local_socket *local) {
    struct packet *first = local->first;

    local->first = first->next;
    if (!local->first)
        local->last = &local->first;
    local->waiting -= first->size + sizeof *first;
    packet_free(first);
    for (struct local_socket *other = local_sockets; other; other = other->next)
        if (other->peer == local)
            local_changed(other);
}

/// Receives bytes of a stream, of as many packets as there are; a packet with descriptors begins
/// anew.
static long receive_stream(struct local_socket *local, struct message *message) {
    size_t total = vector_length(message->vector, message->count), done = message->done;
    struct packet *packet = local->first;

    while (packet && done < total) {
        size_t part = copy(message->vector, message->count, done, packet->bytes + packet->taken,
                           packet->size - packet->taken, 1);

        if (packet->file_count)
            packet_give_files(packet, message);
        done += part;
        if (message->flags & MSG_PEEK) {
            packet = part ? packet->next : NULL;
        } else {
            packet->taken += part;
            if (packet->taken == packet->size)
                drop_first(local);
            packet = local->first;
        }
        if (packet && packet->file_count)
            break;
    }
    return done - message->done;
}

/// Receives one packet; what has no room is lost.
static long receive_packet(struct local_socket *local, struct message *message) {
    struct packet *packet = local->first;
    size_t size = packet->size;
    size_t done = copy(message->vector, message->count, 0, packet->bytes, size, 1);

    if (packet->file_count)
        packet_give_files(packet, message);
    if (message->name && packet->from.length > sizeof(sa_family_t)) {
        bytes_copy(message->name, &packet->from.address, packet->from.length);
        message->name_length = packet->from.length;
    }
    if (done < size)
        message->result_flags |= MSG_TRUNC;
    if (local->socket.type == SOCK_SEQPACKET)
        message->result_flags |= MSG_EOR;
    if (!(message->flags & MSG_PEEK))
        drop_first(local);
    return message->flags & MSG_TRUNC ? size : done;
}

/// Receives what is there.
long local_receive(struct socket *socket, struct message *message) {
    struct local_socket *local = (struct local_socket *)socket;

    if (local_connects(local) && !local->was_connected)
        return socket->type == SOCK_STREAM ? -EINVAL : -ENOTCONN;
    if (local->first)
        return socket->type == SOCK_STREAM ? receive_stream(local, message)
                                           : receive_packet(local, message);
    if (socket->error)
        return socket_take_error(socket);
    if (socket->ended & ENDED_RECEIVING)
        return 0;
    if (local_connects(local) && (!local->peer || local->peer->socket.ended & ENDED_SENDING))
        return 0;
    return -EAGAIN;
}
