/* Which port each address was last seen on. */
#ifndef ADDRESSES_H
#define ADDRESSES_H

#include <stdint.h>

enum { MOST_ADDRESSES = 2048, ADDRESS_AGE = 300000 };

/* An address of a station in a VLAN. */
struct address {
    uint64_t key, seen;
    uint16_t port;
};

/* What a switch knows. */
struct addresses {
    struct address places[MOST_ADDRESSES];
};

void address_learn(struct addresses *addresses, const uint8_t *station, unsigned vlan,
                   unsigned port, uint64_t time);
unsigned address_find(struct addresses *addresses, const uint8_t *station, unsigned vlan,
                      uint64_t time);
void address_forget(struct addresses *addresses, unsigned port);

#endif
