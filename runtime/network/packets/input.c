// Frames on their way into the program, before the protocol families see them. There is nothing of
// this in a program that makes no packet socket.

#include <lwip/prot/ethernet.h>
#include <net/ethernet.h>
#include <poll.h>

#include "memory/blocks.h"
#include "network/network.h"
#include "network/packets/packets.h"
#include "network/sockets/internet.h"

/// The most bytes that wait in a socket.
#define QUEUE_LIMIT 262144

/// All packet sockets.
static struct packet_socket *sockets;

/// Puts a frame into a socket's queue, or drops it when that is full. Takes the caller's use of it.
static void enqueue(struct packet_socket *socket, struct pbuf *frame, int interface) {
    struct packet *packet =
        frame && socket->waiting < QUEUE_LIMIT ? block_allocate(sizeof *packet) : NULL;

    socket->count++;
    if (!packet) {
        socket->lost++;
        if (frame)
            pbuf_free(frame);
        return;
    }
    *packet = (struct packet){.frame = frame, .interface = interface};
    *socket->last = packet;
    socket->last = &packet->next;
    socket->waiting += frame->tot_len + sizeof *packet;
    internet_changed(&socket->socket);
}

/// Shows a frame to the sockets that want it; returns whether it goes no further, because the
/// interface carries no protocols. A frame that does go on is copied: protocols change it.
static int show(struct pbuf *frame, struct netif *interface) {
    const struct eth_hdr *header = frame->payload;
    int number = netif_get_index(interface), goes_on = netif_is_up(interface);

    for (struct packet_socket *socket = sockets; socket; socket = socket->next) {
        if ((socket->interface && socket->interface != number) ||
            (socket->type != PP_HTONS(ETH_P_ALL) && socket->type != header->type))
            continue;
        if (!goes_on)
            pbuf_ref(frame);
        enqueue(socket, goes_on ? pbuf_clone(PBUF_RAW, PBUF_RAM, frame) : frame, number);
    }
    if (!goes_on)
        pbuf_free(frame);
    return !goes_on;
}

/// Lets a socket see frames from now on.
void packet_listen(struct packet_socket *socket) {
    socket->next = sockets;
    socket->link = &sockets;
    if (sockets)
        sockets->link = &socket->next;
    sockets = socket;
    network_tap = show;
}

/// Takes the first frame out of the queue and frees it.
void packet_drop_first(struct packet_socket *socket) {
    struct packet *first = socket->first;

    socket->first = first->next;
    if (!socket->first)
        socket->last = &socket->first;
    socket->waiting -= first->frame->tot_len + sizeof *first;
    pbuf_free(first->frame);
    block_free(first, sizeof *first);
}
