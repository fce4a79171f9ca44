/*
 * The UDP echo: what arrives at port 7 goes back to where it came from.
 */
#include "lwip/udp.h"
#include "station.h"

/* Sends a datagram back. */
static void echo(void *argument, struct udp_pcb *pcb, struct pbuf *packet, const ip_addr_t *address,
                 u16_t port) {
    (void)argument;
    udp_sendto(pcb, packet, address, port);
    pbuf_free(packet);
}

/* Starts the stack, listens, and serves for ever. */
int main(void) {
    station_start();
    struct udp_pcb *pcb = udp_new();
    udp_bind(pcb, IP4_ADDR_ANY, 7);
    udp_recv(pcb, echo, NULL);
    station_run();
}
