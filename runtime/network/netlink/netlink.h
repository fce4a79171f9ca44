// Messages about interfaces, as Linux has them (rtnetlink(7)). The C library has no header for
// them.

#ifndef RUNTIME_NETWORK_NETLINK_NETLINK_H
#define RUNTIME_NETWORK_NETLINK_NETLINK_H

#include <stddef.h>
#include <stdint.h>

#include "sockets/socket.h"

/// The only protocol, and types of messages.
enum { PROTOCOL_ROUTE = 0 };
enum { TYPE_ERROR = 2, TYPE_DONE = 3, NEW_LINK = 16, GET_LINK = 18, NEW_ADDRESS = 20 };
enum { GET_ADDRESS = 22, FIRST_REQUEST = 16 };

/// Flags of messages.
enum { FLAG_REQUEST = 1, FLAG_MULTIPLE = 2, FLAG_ACKNOWLEDGE = 4, FLAG_ROOT = 0x100 };
enum { FLAG_MATCH = 0x200, FLAG_DUMP = FLAG_ROOT | FLAG_MATCH };

/// What stands before each message.
struct netlink_header {
    uint32_t length;
    uint16_t type, flags;
    uint32_t sequence, port;
};

/// A message about an interface.
struct link_message {
    uint8_t family, unused;
    uint16_t type;
    int32_t index;
    uint32_t flags, change;
};

/// A message about an address.
struct address_message {
    uint8_t family, prefix, flags, scope;
    uint32_t index;
};

/// The address of a netlink socket.
struct netlink_name {
    uint16_t family, unused;
    uint32_t port, groups;
};

/// An answer on its way.
struct answer {
    struct answer *next;
    size_t length, room;
    uint8_t bytes[];
};

/// A netlink socket.
struct netlink_socket {
    struct socket socket;
    uint32_t port, groups;
    struct answer *first, **last;
};

struct answer *answer_begin(size_t room);
void *answer_message(struct answer *answer, const struct netlink_header *request, int type,
                     uint32_t port, size_t length);
void answer_attribute(struct answer *answer, int type, const void *bytes, size_t length);
void answer_links(struct answer *answer, const struct netlink_header *request, uint32_t port);
void answer_addresses(struct answer *answer, const struct netlink_header *request, uint32_t port,
                      int family);

#endif
