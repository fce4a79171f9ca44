/* Ports: network cards, whose frames come and go through packet sockets. */
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include "switch.h"

enum { MOST_INTERFACES = 64 };

struct port ports[MOST_PORTS + 1];
unsigned port_count;

/* Makes a port of an interface, whose request holds name and number; returns whether it can be. */
static int open_port(struct ifreq *request, int interface) {
    struct port *port = &ports[port_count + 1];
    struct packet_mreq all = {.mr_ifindex = interface, .mr_type = PACKET_MR_PROMISC};
    struct sockaddr_ll address = {
        .sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL), .sll_ifindex = interface};
    int one = 1;
    if (port_count == MOST_PORTS)
        return 0;
    port->socket = socket(AF_PACKET, SOCK_RAW | SOCK_NONBLOCK, 0);
    port->interface = interface;
    memcpy(port->name, request->ifr_name, sizeof port->name);
    if (port->socket < 0 || bind(port->socket, (struct sockaddr *)&address, sizeof address) ||
        ioctl(port->socket, SIOCGIFHWADDR, request))
        return 0;
    memcpy(port->address, request->ifr_hwaddr.sa_data, sizeof port->address);
    setsockopt(port->socket, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all, sizeof all);
    setsockopt(port->socket, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof one);
    port_count++;
    return 1;
}

/* Makes ports of the interfaces with these names or, if there are none, of all network cards but
 * the first, which is for the controller. Returns whether that went well. */
int ports_open(char **names, int count) {
    int asked = socket(AF_PACKET, SOCK_RAW, 0);
    struct ifreq request = {0};
    int cards = 0;
    for (int i = 0; i < count; i++) {
        strncpy(request.ifr_name, names[i], sizeof request.ifr_name - 1);
        if (ioctl(asked, SIOCGIFINDEX, &request) || !open_port(&request, request.ifr_ifindex))
            return 0;
    }
    for (int i = 1; i <= MOST_INTERFACES && !count; i++) {
        request.ifr_ifindex = i;
        if (ioctl(asked, SIOCGIFNAME, &request) || ioctl(asked, SIOCGIFFLAGS, &request) ||
            request.ifr_flags & IFF_LOOPBACK || !cards++)
            continue;
        if (!open_port(&request, i))
            return 0;
    }
    return port_count > 0;
}

/* Receives a frame; returns whether there was one. Frames that are too long are lost. */
int port_receive(struct port *port, struct frame *frame) {
    frame->bytes = frame->memory + 4;
    for (;;) {
        ssize_t count = recv(port->socket, frame->bytes, FRAME_SIZE, MSG_TRUNC);
        if (count < 0)
            return 0;
        port->received++;
        port->received_bytes += (uint64_t)count;
        frame->length = (size_t)count;
        if (count >= ETHER_HDR_LEN && count <= FRAME_SIZE &&
            !(port->configuration & (PORT_DOWN | PORT_NO_RECEIVE)))
            return 1;
        port->received_dropped++;
    }
}

/* Sends a frame through a port. */
void port_send(unsigned number, const struct frame *frame) {
    struct port *port = &ports[number];
    if (port->configuration & (PORT_DOWN | PORT_NO_SEND))
        return;
    if (send(port->socket, frame->bytes, frame->length, 0) < 0) {
        port->sent_dropped++;
        return;
    }
    port->sent++;
    port->sent_bytes += frame->length;
}

/* Describes a port as messages do, in 48 bytes that are zero. */
void port_describe(unsigned number, uint8_t *to) {
    const struct port *port = &ports[number];
    put16(to, number);
    memcpy(to + 2, port->address, sizeof port->address);
    memcpy(to + 8, port->name, sizeof port->name - 1);
    put32(to + 24, port->configuration);
}
