/* Which port each address was last seen on: a table with few places for each address, of which the
 * one that was not used for longest is given away. What was not seen for five minutes is not known.
 */
#include "addresses.h"

#include <stddef.h>

#include "openflow.h"

enum { CHOICES = 8 };

/* Returns the place of an address, or the one that it may have. */
static struct address *place_of(struct addresses *addresses, uint64_t key) {
    size_t first = (size_t)(key * 0x9e3779b97f4a7c15 >> 40);
    struct address *oldest = NULL;
    for (size_t i = 0; i < CHOICES; i++) {
        struct address *place = &addresses->places[(first + i) % MOST_ADDRESSES];
        if (place->key == key)
            return place;
        if (!oldest || place->seen < oldest->seen)
            oldest = place;
    }
    return oldest;
}

/* Returns what an address is in the table; never 0, because stations' addresses are not groups'. */
static uint64_t key_of(const uint8_t *station, unsigned vlan) {
    return (uint64_t)1 << 63 | (uint64_t)(vlan & 0xfff) << 48 | (uint64_t)get16(station) << 32 |
           get32(station + 2);
}

/* Notes that a station sends through a port. */
void address_learn(struct addresses *addresses, const uint8_t *station, unsigned vlan,
                   unsigned port, uint64_t time) {
    uint64_t key = key_of(station, vlan);
    if (!(station[0] & 1))
        *place_of(addresses, key) = (struct address){key, time, (uint16_t)port};
}

/* Returns the port of a station, or 0. */
unsigned address_find(struct addresses *addresses, const uint8_t *station, unsigned vlan,
                      uint64_t time) {
    uint64_t key = key_of(station, vlan);
    const struct address *place = place_of(addresses, key);
    return place->key == key && time - place->seen < ADDRESS_AGE ? place->port : 0;
}

/* Forgets the stations on a port. */
void address_forget(struct addresses *addresses, unsigned port) {
    for (size_t i = 0; i < MOST_ADDRESSES; i++)
        if (addresses->places[i].port == port)
            addresses->places[i] = (struct address){0};
}
