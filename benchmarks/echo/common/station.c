/*
 * The driver and the main loop. Frames go to ARP and IPv4 only: this host has no IPv6 address.
 */
#include "station.h"

#include <string.h>

#include "lwip/etharp.h"
#include "lwip/init.h"
#include "lwip/ip4.h"
#include "lwip/netif.h"
#include "lwip/pbuf.h"
#include "lwip/timeouts.h"
#include "netif/ethernet.h"
#include "nic.h"

/* The longest frame. */
#define FRAME_SIZE 1514

/* The one interface. */
static struct netif card;

/* lwIP's clock. */
u32_t sys_now(void) {
    return now();
}

/* Sends one frame, which may be in pieces. */
static err_t card_output(struct netif *netif, struct pbuf *packet) {
    static char frame[FRAME_SIZE];

    (void)netif;
    nic_send(frame, pbuf_copy_partial(packet, frame, sizeof(frame), 0));
    return ERR_OK;
}

/* Hands a frame to the protocol that it is of. */
static err_t card_input(struct pbuf *packet, struct netif *netif) {
    struct eth_hdr *header = packet->payload;
    u16_t type = header->type;

    if (pbuf_remove_header(packet, SIZEOF_ETH_HDR) != 0) {
        pbuf_free(packet);
    } else if (type == PP_HTONS(ETHTYPE_ARP)) {
        etharp_input(packet, netif);
    } else if (type == PP_HTONS(ETHTYPE_IP)) {
        ip4_input(packet, netif);
    } else {
        pbuf_free(packet);
    }
    return ERR_OK;
}

/* Fills in the interface. */
static err_t card_start(struct netif *netif) {
    static const u8_t address[ETH_HWADDR_LEN] = {0x52, 0x54, 0x00, 0x12, 0x34, 0x56};

    netif->name[0] = 'e';
    netif->name[1] = 'n';
    netif->mtu = 1500;
    netif->flags = NETIF_FLAG_BROADCAST | NETIF_FLAG_ETHARP | NETIF_FLAG_LINK_UP;
    netif->output = etharp_output;
    netif->linkoutput = card_output;
    netif->hwaddr_len = ETH_HWADDR_LEN;
    memcpy(netif->hwaddr, address, ETH_HWADDR_LEN);
    return ERR_OK;
}

/* Receives one frame if one has arrived. */
static void card_poll(void) {
    static char frame[FRAME_SIZE];
    int size = nic_receive(frame, sizeof(frame));

    if (size <= 0) {
        return;
    }
    struct pbuf *packet = pbuf_alloc(PBUF_RAW, (u16_t)size, PBUF_POOL);
    if (packet == NULL) {
        return;
    }
    pbuf_take(packet, frame, (u16_t)size);
    card.input(packet, &card);
}

/* Starts the stack and its one interface. */
void station_start(void) {
    ip4_addr_t address, mask, gateway;

    lwip_init();
    IP4_ADDR(&address, 10, 0, 2, 15);
    IP4_ADDR(&mask, 255, 255, 255, 0);
    IP4_ADDR(&gateway, 10, 0, 2, 2);
    netif_add(&card, &address, &mask, &gateway, NULL, card_start, card_input);
    netif_set_default(&card);
    netif_set_up(&card);
}

/* Handles frames and timers for ever. */
_Noreturn void station_run(void) {
    for (;;) {
        card_poll();
        sys_check_timeouts();
    }
}
