// The network: lwIP with its interfaces. It starts with the first socket of an internet family.

#ifndef RUNTIME_NETWORK_NETWORK_H
#define RUNTIME_NETWORK_NETWORK_H

#include <lwip/netif.h>
#include <lwip/pbuf.h>
#include <stdint.h>

/// A protocol family: what becomes of frames of one type.
struct network_protocol {
    /// The type, as it stands in a frame.
    uint16_t type;
    /// Takes a frame without its Ethernet header.
    err_t (*input)(struct pbuf *frame, struct netif *interface);
    /// Prepares an interface; empty: nothing to do.
    void (*attach)(struct netif *interface);
    /// Starts what the family does at all times, once; empty: nothing to do.
    void (*start)(void);
};

/// Something that is done again and again.
struct network_cycle {
    void (*work)(void);
    /// Milliseconds from one time to the next.
    uint32_t interval;
};

/// A device that carries frames.
struct network_device {
    struct network_device *next;
    struct netif interface;
    /// Does what there is to do; returns how much it was.
    unsigned (*poll)(struct network_device *device);
    /// Has the device interrupt from here on; returns whether there is something to do already.
    int (*rest)(struct network_device *device);
    /// Returns whether the device works.
    int (*works)(struct network_device *device);
};

/// A kind of devices.
struct network_driver {
    /// Finds the device with the number `index` and adds its interface; null when there is none.
    struct network_device *(*attach)(unsigned index);
};

/// How often something happened that someone may wait for.
extern unsigned network_changes;

/// What sees each frame before the protocols do, if anything does; it returns whether the frame,
/// and the caller's use of it, goes no further.
extern int (*network_tap)(struct pbuf *frame, struct netif *interface);

/// Whether a card wants to know which segments are followed by another one; and the last such.
extern int network_foresees;
extern const struct pbuf *network_followed;

/// The time in milliseconds as long as the stack works, for which the clock is asked only once; 0
/// at other times.
extern uint32_t network_now;

void network_stack_start(void);
void network_cycle_start(const struct network_cycle *cycle);
err_t network_loop_input(struct pbuf *packet, struct netif *interface);
void network_start(void);
void network_start_others(void);
void network_add(struct network_device *device);
void network_poll(void);
void network_loop(void);
int network_has_protocol(uint16_t type);
uint16_t network_checksum_pseudo(struct pbuf *packet, uint8_t protocol, uint16_t length,
                                 const ip_addr_t *from, const ip_addr_t *to);
long network_wait_address(void);
void network_input(struct pbuf *frame, struct netif *interface);
unsigned network_receive(const struct pbuf *frame, void *to, unsigned short count,
                         unsigned short offset);

#endif
