// The protocol family of packet sockets: AF_PACKET with SOCK_RAW, as on Linux, but that frames
// which the host itself sends are not shown. Cards behind the first carry no protocols: they belong
// to programs that have packet sockets, such as switches.

#define _GNU_SOURCE
#include <errno.h>
#include <lwip/prot/ethernet.h>
#include <net/ethernet.h>
#include <netpacket/packet.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>

#include "files/bytes.h"
#include "files/vector.h"
#include "memory/blocks.h"
#include "network/network.h"
#include "network/packets/packets.h"
#include "network/sockets/internet.h"
#include "registry/registry.h"

/// The type of Ethernet among kinds of hardware (ARPHRD_ETHER), and of the loopback interface.
enum { HARDWARE_ETHERNET = 1, HARDWARE_LOOPBACK = 772 };

/// The least and most bytes of a frame: a header; a full frame with a tag.
enum { FRAME_LEAST = 14, FRAME_MOST = 1518 };

/// Reads an address; returns whether it is one.
static int read_name(const struct sockaddr_storage *name, socklen_t length,
                     struct sockaddr_ll *address) {
    if (length < sizeof *address)
        return 0;
    memcpy(address, name, sizeof *address);
    return address->sll_family == AF_PACKET;
}

/// Chooses the interface, and the type of frames if one is given.
static long take_name(struct socket *socket, const struct sockaddr *name, socklen_t length) {
    struct packet_socket *packets = (struct packet_socket *)socket;
    struct sockaddr_ll address;

    if (!read_name((const struct sockaddr_storage *)name, length, &address))
        return -EINVAL;
    if (address.sll_ifindex && !netif_get_by_index(address.sll_ifindex))
        return -ENODEV;
    packets->interface = address.sll_ifindex;
    if (address.sll_protocol)
        packets->type = address.sll_protocol;
    return 0;
}

/// Sends a frame through the interface of the address, or else of the socket.
static long transmit(struct socket *socket, const struct message *message) {
    size_t total = vector_length(message->vector, message->count);
    int number = ((struct packet_socket *)socket)->interface;
    struct sockaddr_ll address;
    struct netif *interface;
    struct pbuf *frame;
    err_t error;

    if (message->name) {
        if (!read_name(message->name, message->name_length, &address))
            return -EINVAL;
        number = address.sll_ifindex;
    }
    interface = number ? netif_get_by_index(number) : NULL;
    if (!interface || !interface->linkoutput)
        return -ENXIO;
    if (total > FRAME_MOST)
        return -EMSGSIZE;
    if (total < FRAME_LEAST)
        return -EINVAL;
    frame = pbuf_alloc(PBUF_RAW, total, PBUF_RAM);
    if (!frame)
        return -ENOBUFS;
    bytes_gather(frame->payload, message->vector, message->count);
    error = interface->linkoutput(interface, frame);
    pbuf_free(frame);
    return error == ERR_OK ? (long)total : -ENOBUFS;
}

/// Says for whom a frame was.
static uint8_t direction_of(const struct eth_hdr *header, const struct netif *interface) {
    if (header->dest.addr[0] & 1)
        return header->dest.addr[0] == 0xff ? PACKET_BROADCAST : PACKET_MULTICAST;
    return memcmp(&header->dest, interface->hwaddr, ETH_HWADDR_LEN) ? PACKET_OTHERHOST
                                                                    : PACKET_HOST;
}

/// Writes where a frame came from; returns how long that is.
static socklen_t write_name(const struct packet *packet, struct sockaddr_storage *name) {
    const struct netif *interface = netif_get_by_index(packet->interface);
    const struct eth_hdr *header = packet->frame->payload;
    struct sockaddr_ll address = {
        .sll_family = AF_PACKET,
        .sll_protocol = header->type,
        .sll_ifindex = packet->interface,
        .sll_hatype = HARDWARE_ETHERNET,
        .sll_pkttype = direction_of(header, interface),
        .sll_halen = ETH_HWADDR_LEN,
    };

    memcpy(address.sll_addr, &header->src, ETH_HWADDR_LEN);
    memcpy(name, &address, sizeof address);
    return sizeof address;
}

/// Receives a frame; what there is no room for is lost.
static long receive(struct socket *socket, struct message *message) {
    struct packet_socket *packets = (struct packet_socket *)socket;
    struct packet *first;
    size_t done = 0, total;

    if (!packets->first)
        network_poll();
    first = packets->first;
    if (!first)
        return -EAGAIN;
    total = first->frame->tot_len;
    for (int i = 0; i < message->count && done < total; i++) {
        size_t room = message->vector[i].iov_len;

        done += network_receive(first->frame, message->vector[i].iov_base,
                                room < total ? room : total, done);
    }
    if (message->name)
        message->name_length = write_name(first, message->name);
    if (done < total)
        message->result_flags |= MSG_TRUNC;
    if (!(message->flags & MSG_PEEK))
        packet_drop_first(packets);
    return message->flags & MSG_TRUNC ? total : done;
}

/// Tells the address.
static long name(struct socket *socket, struct sockaddr_storage *address, int of_peer) {
    struct packet_socket *packets = (struct packet_socket *)socket;
    struct netif *interface = netif_get_by_index(packets->interface);
    struct sockaddr_ll own = {
        .sll_family = AF_PACKET,
        .sll_protocol = packets->type,
        .sll_ifindex = packets->interface,
    };

    if (of_peer)
        return -EOPNOTSUPP;
    if (interface) {
        own.sll_hatype = interface->hwaddr_len ? HARDWARE_ETHERNET : HARDWARE_LOOPBACK;
        own.sll_halen = ETH_HWADDR_LEN;
        memcpy(own.sll_addr, interface->hwaddr, ETH_HWADDR_LEN);
    }
    memcpy(address, &own, sizeof own);
    return sizeof own;
}

/// Sets an option. Cards show all frames that they see, so that asking for it changes nothing.
static long set_option(struct socket *socket, int level, int option, const void *value,
                       socklen_t length) {
    const struct packet_mreq *membership = value;

    if (level == SOL_SOCKET)
        return 0;
    if (level != SOL_PACKET)
        return -ENOPROTOOPT;
    switch (option) {
    case PACKET_ADD_MEMBERSHIP:
        if (length < sizeof *membership)
            return -EINVAL;
        return netif_get_by_index(membership->mr_ifindex) ? 0 : -ENODEV;
    case PACKET_IGNORE_OUTGOING:
        return length < sizeof(int) ? -EINVAL : 0;
    default:
        return -ENOPROTOOPT;
    }
}

/// Tells an option: how many frames came and were lost since that was last asked.
static long get_option(struct socket *socket, int level, int option, void *value,
                       socklen_t *length) {
    struct packet_socket *packets = (struct packet_socket *)socket;
    unsigned statistics[2] = {packets->count, packets->lost};

    if (level != SOL_PACKET || option != PACKET_STATISTICS)
        return -ENOPROTOOPT;
    if (*length > sizeof statistics)
        *length = sizeof statistics;
    memcpy(value, statistics, *length);
    packets->count = packets->lost = 0;
    return 0;
}

/// Returns what can be done now.
static unsigned events(struct socket *socket) {
    struct packet_socket *packets = (struct packet_socket *)socket;

    return POLLOUT | POLLWRNORM | (packets->first ? POLLIN | POLLRDNORM : 0);
}

/// Answers an ioctl request.
static long control(struct socket *socket, unsigned long request, unsigned long argument) {
    struct packet_socket *packets = (struct packet_socket *)socket;

    if (request != FIONREAD)
        return internet_control(request, argument);
    *(int *)argument = packets->first ? packets->first->frame->tot_len : 0;
    return 0;
}

/// Ends a socket.
static void end(struct socket *socket) {
    struct packet_socket *packets = (struct packet_socket *)socket;

    *packets->link = packets->next;
    if (packets->next)
        packets->next->link = packets->link;
    while (packets->first)
        packet_drop_first(packets);
    block_free(packets, sizeof *packets);
}

static const struct socket_operations operations = {
    .bind = take_name,
    .send = transmit,
    .receive = receive,
    .name = name,
    .set_option = set_option,
    .get_option = get_option,
    .events = events,
    .control = control,
    .close = end,
};

/// Makes a packet socket; the network starts with the first, with all cards.
static long create(int domain, int type, int protocol, struct socket **created) {
    struct packet_socket *packets;

    if (type != SOCK_RAW)
        return -ESOCKTNOSUPPORT;
    network_start();
    network_start_others();
    packets = block_allocate_zeroed(sizeof *packets);
    if (!packets)
        return -ENOBUFS;
    packets->socket.operations = &operations;
    packets->socket.domain = domain;
    packets->socket.type = type;
    packets->socket.protocol = protocol;
    packets->socket.linger = -1;
    packets->last = &packets->first;
    packets->type = protocol;
    packet_listen(packets);
    *created = &packets->socket;
    return 0;
}

static const struct socket_family packets = {AF_PACKET, create, 0};

REGISTER(socket_family, packets, &packets);
