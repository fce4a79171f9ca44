// Sockets as open files.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "sockets/socket.h"

/// Receives into `vector`.
static long file_receive(struct file *file, const struct iovec *vector, int count,
                         off_t *position) {
    struct message message = {.vector = vector, .count = count};

    return socket_receive(file, &message);
}

/// Sends `vector`.
static long file_transmit(struct file *file, const struct iovec *vector, int count,
                          off_t *position) {
    struct message message = {.vector = vector, .count = count};

    return socket_send(file, &message);
}

/// The requests that concern interfaces, whatever socket they come by.
#define IS_INTERFACE_REQUEST(request) ((request) >> 8 == 0x89)

long (*socket_interface_control)(unsigned long request, unsigned long argument);

/// Answers requests of the protocol, and those about interfaces.
static long file_control(struct file *file, unsigned long request, unsigned long argument) {
    struct socket *socket = file->object;
    long result = -ENOTTY;

    if (socket->operations->control)
        result = socket->operations->control(socket, request, argument);
    if (result != -ENOTTY || !IS_INTERFACE_REQUEST(request) || !socket_interface_control)
        return result;
    return socket_interface_control(request, argument);
}

/// Returns what can be done now.
static unsigned file_events(struct file *file, struct file_watch *watch) {
    struct socket *socket = file->object;

    watch_add(&socket->watches, watch);
    return socket->operations->events(socket);
}

/// Describes a socket.
static long file_describe(struct file *file, struct stat *status) {
    *status = (struct stat){
        .st_dev = 3,
        .st_ino = (ino_t)file->object / 32,
        .st_nlink = 1,
        .st_mode = S_IFSOCK | 0777,
        .st_blksize = 4096,
    };
    return 0;
}

/// Ends a socket.
static void file_end(struct file *file) {
    struct socket *socket = file->object;

    watch_end(&socket->watches);
    socket->operations->close(socket);
    file_free(file);
}

static const struct file_operations socket_file_operations = {
    .read = file_receive,
    .write = file_transmit,
    .control = file_control,
    .poll = file_events,
    .status = file_describe,
    .release = file_end,
};

/// Gives a socket a descriptor, with flags as SOCK_CLOEXEC and SOCK_NONBLOCK. Ends it on failure.
long socket_open(struct socket *socket, int flags) {
    struct file *file = file_create(&socket_file_operations, O_RDWR | (flags & O_NONBLOCK));

    if (!file) {
        socket->operations->close(socket);
        return -ENOMEM;
    }
    file->object = socket;
    return descriptor_open(file, flags);
}

/// Finds the socket that `descriptor` names.
long socket_get(int descriptor, struct file **file, struct socket **socket) {
    *file = file_get(descriptor);
    if (!*file)
        return -EBADF;
    if ((*file)->operations != &socket_file_operations)
        return -ENOTSOCK;
    *socket = (*file)->object;
    return 0;
}
