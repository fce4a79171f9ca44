/*
 * The TCP echo: what arrives at port 7 goes back on the same connection.
 */
#include "lwip/tcp.h"
#include "station.h"

/* Sends data back; closes when the other side has. */
static err_t echo(void *argument, struct tcp_pcb *pcb, struct pbuf *packet, err_t error) {
    (void)argument;
    (void)error;
    if (packet == NULL) {
        tcp_close(pcb);
        return ERR_OK;
    }
    for (struct pbuf *piece = packet; piece != NULL; piece = piece->next) {
        tcp_write(pcb, piece->payload, piece->len, TCP_WRITE_FLAG_COPY);
    }
    tcp_recved(pcb, packet->tot_len);
    pbuf_free(packet);
    tcp_output(pcb);
    return ERR_OK;
}

/* Takes a connection. */
static err_t greet(void *argument, struct tcp_pcb *pcb, err_t error) {
    (void)argument;
    (void)error;
    tcp_recv(pcb, echo);
    return ERR_OK;
}

/* Starts the stack, listens, and serves for ever. */
int main(void) {
    station_start();
    struct tcp_pcb *pcb = tcp_new();
    tcp_bind(pcb, IP4_ADDR_ANY, 7);
    pcb = tcp_listen(pcb);
    tcp_accept(pcb, greet);
    station_run();
}
