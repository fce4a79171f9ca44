// Local sockets (AF_UNIX). Everything that is sent waits in the queue of the socket that receives
// it, as a list of packets; streams join them when they are read.

#ifndef RUNTIME_SOCKETS_LOCAL_LOCAL_H
#define RUNTIME_SOCKETS_LOCAL_LOCAL_H

#include <sys/un.h>

#include "sockets/socket.h"

/// The most bytes that wait in a queue, with what keeps them.
#define LOCAL_LIMIT 212992

/// The most bytes of a stream that become one packet, and the most descriptors that go with one.
#define LOCAL_PART 32768
#define LOCAL_FILES 253

struct node;

/// The name of a socket; the length is that of its family when it has none.
struct local_name {
    struct sockaddr_un address;
    socklen_t length;
};

/// What was sent in one go.
struct packet {
    struct packet *next;
    /// Its bytes, and how many of them were read.
    size_t size, taken;
    /// Who sent it.
    struct local_name from;
    /// The descriptors that go with it.
    struct file **files;
    unsigned file_count;
    char bytes[];
};

/// A local socket.
struct local_socket {
    struct socket socket;
    /// The next of all local sockets.
    struct local_socket *next;
    /// The other side; of a socket for datagrams, where they go when nobody says.
    struct local_socket *peer;
    /// Whether it was ever connected.
    unsigned char was_connected;
    struct local_name name;
    /// The node of its name in the file system.
    struct node *node;
    /// What waits to be read.
    struct packet *first, **last;
    size_t waiting;
    /// Of a listening socket: the connections that wait, linked by `queue_next`, and how many may.
    struct local_socket *queue_first, **queue_last, *queue_next;
    int queued, backlog;
};

extern struct local_socket *local_sockets;

struct local_socket *local_make(int type);
void local_end(struct socket *socket);
long local_bind(struct socket *socket, const struct sockaddr *address, socklen_t length);
long local_find(const struct sockaddr *address, socklen_t length, int type,
                struct local_socket **found);
long local_listen(struct socket *socket, int backlog);
long local_accept(struct socket *socket, struct socket **accepted);
long local_connect(struct socket *socket, const struct sockaddr *address, socklen_t length);
long local_send(struct socket *socket, const struct message *message);
long local_receive(struct socket *socket, struct message *message);
unsigned local_events(struct socket *socket);
void local_changed(struct local_socket *local);
void packet_free(struct packet *packet);
long packet_take_files(struct packet *packet, const struct message *message);
void packet_give_files(struct packet *packet, struct message *message);

/// Returns whether a type of sockets has connections.
static inline int local_connects(const struct local_socket *local) {
    return local->socket.type != SOCK_DGRAM;
}

#endif
