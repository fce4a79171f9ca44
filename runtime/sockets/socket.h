// Sockets, and what a protocol does for them.
//
// Nothing that a protocol does waits: it says -EAGAIN (for connect -EINPROGRESS), and the system
// calls wait until the socket is told to have changed. `watch_tell` on its watches is that telling.

#ifndef RUNTIME_SOCKETS_SOCKET_H
#define RUNTIME_SOCKETS_SOCKET_H

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include "files/file.h"
#include "files/watch.h"

struct socket;

/// What is sent, or where what is received goes.
struct message {
    const struct iovec *vector;
    int count;
    /// MSG_… flags; when receiving, what recvmsg returns in addition.
    int flags, result_flags;
    /// The other's address, or null. When receiving, `name_length` says how long it is.
    struct sockaddr_storage *name;
    socklen_t name_length;
    /// Data beside the data, or room for it; and how much of the room was used.
    void *control;
    size_t control_length, control_used;
    /// How many bytes of the vector were dealt with already.
    size_t done;
};

/// What a protocol does. An empty slot means EOPNOTSUPP.
struct socket_operations {
    /// Gives the socket an address.
    long (*bind)(struct socket *socket, const struct sockaddr *address, socklen_t length);
    /// Lets others connect.
    long (*listen)(struct socket *socket, int backlog);
    /// Takes a connection that was made.
    long (*accept)(struct socket *socket, struct socket **accepted);
    /// Begins to connect.
    long (*connect)(struct socket *socket, const struct sockaddr *address, socklen_t length);
    /// Sends as much as there is room for; returns how much.
    long (*send)(struct socket *socket, const struct message *message);
    /// Receives what is there; returns how much, 0 at the end.
    long (*receive)(struct socket *socket, struct message *message);
    /// Ends one direction or both: SHUT_….
    long (*shutdown)(struct socket *socket, int how);
    /// Tells the socket's address or that of the other side.
    long (*name)(struct socket *socket, struct sockaddr_storage *address, int of_peer);
    /// Sets and tells options of the protocol. Never empty.
    long (*set_option)(struct socket *socket, int level, int option, const void *value,
                       socklen_t length);
    long (*get_option)(struct socket *socket, int level, int option, void *value,
                       socklen_t *length);
    /// Returns the POLL… events that hold now. Never empty.
    unsigned (*events)(struct socket *socket);
    /// Answers an ioctl request.
    long (*control)(struct socket *socket, unsigned long request, unsigned long argument);
    /// Ends the socket and gives its memory back. Never empty.
    void (*close)(struct socket *socket);
};

/// The part of a socket that all protocols share; theirs begins with it.
struct socket {
    const struct socket_operations *operations;
    struct watch_list watches;
    short domain, type, protocol;
    /// What went wrong meanwhile, for SO_ERROR and the next call; negative.
    short error;
    /// Whether it waits for connections; bits of the directions that were ended: 1 receiving, 2
    /// sending.
    unsigned char is_listening, ended;
    /// Whether connecting has begun and not ended.
    unsigned char is_connecting;
    /// Options that are on, one bit for each SO_… below 32.
    unsigned options;
    /// SO_LINGER: the time in seconds, or -1.
    int linger;
    /// SO_SNDBUF and SO_RCVBUF as they were set.
    int send_size, receive_size;
    /// SO_SNDTIMEO and SO_RCVTIMEO in nanoseconds, or 0.
    uint64_t send_timeout, receive_timeout;
};

/// Directions in `ended`.
enum { ENDED_RECEIVING = 1, ENDED_SENDING = 2 };

/// One more than the highest type of sockets.
#define SOCKET_TYPES 11

/// A protocol family on offer.
struct socket_family {
    int domain;
    /// Makes a socket; `type` is without its flags.
    long (*create)(int domain, int type, int protocol, struct socket **created);
    /// Makes two sockets that are connected; empty: EOPNOTSUPP.
    long (*create_pair)(int type, int protocol, struct socket *created[2]);
};

/// Answers requests about interfaces, by whatever socket they come, once the network has started.
extern long (*socket_interface_control)(unsigned long request, unsigned long argument);

/// Returns whether an option below 32 is on.
static inline int socket_has(const struct socket *socket, int option) {
    return socket->options >> option & 1;
}

const struct socket_family *socket_family_find(int domain);
long socket_get(int descriptor, struct file **file, struct socket **socket);
long socket_open(struct socket *socket, int flags);
long socket_take_error(struct socket *socket);
uint64_t socket_deadline(uint64_t timeout);
long socket_send(struct file *file, struct message *message);
long socket_receive(struct file *file, struct message *message);
long socket_accept(int descriptor, struct sockaddr *address, socklen_t *length, int flags);
void socket_name_copy(const struct sockaddr_storage *name, socklen_t name_length, void *to,
                      socklen_t *length);
long socket_send_to(int descriptor, const void *bytes, size_t count, int flags,
                    const struct sockaddr *name, socklen_t name_length);
long socket_send_message(int descriptor, const struct msghdr *header, int flags);
long socket_receive_message(int descriptor, struct msghdr *header, int flags);

#endif
