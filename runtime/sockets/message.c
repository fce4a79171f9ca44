// Messages as the program passes them.

#define _GNU_SOURCE
#include <errno.h>

#include "files/bytes.h"
#include "files/vector.h"
#include "sockets/socket.h"

/// Sends bytes to a name, or to nobody in particular when it is null.
long socket_send_to(int descriptor, const void *bytes, size_t count, int flags,
                    const struct sockaddr *name, socklen_t name_length) {
    struct iovec vector = {(void *)bytes, count};
    struct msghdr header = {
        .msg_name = (void *)name,
        .msg_namelen = name ? name_length : 0,
        .msg_iov = &vector,
        .msg_iovlen = 1,
    };

    return socket_send_message(descriptor, &header, flags);
}

/// Sends a message.
long socket_send_message(int descriptor, const struct msghdr *header, int flags) {
    struct sockaddr_storage name;
    struct message message = {
        .vector = header->msg_iov,
        .count = header->msg_iovlen,
        .flags = flags,
        .control = header->msg_control,
        .control_length = header->msg_controllen,
    };
    struct socket *socket;
    struct file *file;
    long problem = socket_get(descriptor, &file, &socket);

    if (problem)
        return problem;
    if (!vector_valid(message.vector, message.count))
        return -EINVAL;
    if (header->msg_name && header->msg_namelen) {
        if (header->msg_namelen > sizeof name)
            return -EINVAL;
        bytes_copy(&name, header->msg_name, header->msg_namelen);
        message.name = &name;
        message.name_length = header->msg_namelen;
    }
    return socket_send(file, &message);
}

/// Receives a message.
long socket_receive_message(int descriptor, struct msghdr *header, int flags) {
    struct sockaddr_storage name;
    struct message message = {
        .vector = header->msg_iov,
        .count = header->msg_iovlen,
        .flags = flags,
        .name = &name,
        .control = header->msg_control,
        .control_length = header->msg_control ? header->msg_controllen : 0,
    };
    struct socket *socket;
    struct file *file;
    long result = socket_get(descriptor, &file, &socket);

    if (result)
        return result;
    if (!vector_valid(message.vector, message.count))
        return -EINVAL;
    result = socket_receive(file, &message);
    if (result < 0)
        return result;
    if (header->msg_name)
        socket_name_copy(&name, message.name_length, header->msg_name, &header->msg_namelen);
    header->msg_controllen = message.control_used;
    header->msg_flags = message.result_flags;
    return result;
}
