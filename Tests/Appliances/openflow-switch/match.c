/* The fields of frames, and matches of them. Both are 40 bytes as they stand in messages, with a
 * mask for the bits that count: comparing them is comparing five words. */
#include <string.h>

#include "switch.h"

enum { TYPE_IPV4 = 0x0800, TYPE_ARP = 0x0806, TYPE_TAG = 0x8100, TYPE_NONE = 0x05ff };
enum { TYPE_LEAST = 0x0600, NO_VLAN = 0xffff };
enum { PROTOCOL_ICMP = 1, PROTOCOL_TCP = 6, PROTOCOL_UDP = 17 };

/* Returns where the parts of a frame are. */
struct layout frame_layout(const struct frame *frame) {
    static const uint8_t snap[6] = {0xaa, 0xaa, 3, 0, 0, 0};
    struct layout layout = {.network = 14, .vlan = NO_VLAN};
    const uint8_t *bytes = frame->bytes;
    layout.type = get16(bytes + 12);
    if (layout.type == TYPE_TAG && frame->length >= 18) {
        layout.vlan = get16(bytes + 14) & 0xfff;
        layout.priority = bytes[14] >> 5;
        layout.type = get16(bytes + 16);
        layout.network = 18;
    }
    if (layout.type < TYPE_LEAST) {
        const uint8_t *link = bytes + layout.network;
        int has_type = frame->length >= layout.network + 8 && !memcmp(link, snap, sizeof snap);
        layout.type = has_type ? get16(link + 6) : TYPE_NONE;
        layout.network += 8;
    }
    bytes += layout.network;
    if (layout.type == TYPE_IPV4 && frame->length >= layout.network + 20 && bytes[0] >> 4 == 4) {
        size_t header = (size_t)(bytes[0] & 15) * 4;
        layout.protocol = bytes[9];
        layout.is_fragment = get16(bytes + 6) & 0x3fff;
        if (header >= 20 && !(get16(bytes + 6) & 0x1fff) &&
            frame->length >= layout.network + header + 4)
            layout.transport = layout.network + header;
    } else if (layout.type != TYPE_ARP || frame->length < layout.network + 28) {
        layout.network = 0;
    }
    return layout;
}

/* Reads the fields of a frame that came through a port; returns whether it is a fragment. */
int key_read(struct key *key, const struct frame *frame, unsigned port) {
    struct layout layout = frame_layout(frame);
    const uint8_t *network = frame->bytes + layout.network;
    const uint8_t *transport = frame->bytes + layout.transport;
    uint8_t *to = key->bytes;
    memset(to, 0, MATCH_SIZE);
    put16(to + MATCH_PORT, port);
    memcpy(to + MATCH_SOURCE, frame->bytes + 6, 6);
    memcpy(to + MATCH_DESTINATION, frame->bytes, 6);
    put16(to + MATCH_VLAN, layout.vlan);
    to[MATCH_VLAN_PRIORITY] = (uint8_t)layout.priority;
    put16(to + MATCH_TYPE, layout.type);
    if (layout.network && layout.type == TYPE_ARP) {
        to[MATCH_PROTOCOL] = network[7];
        memcpy(to + MATCH_IP_SOURCE, network + 14, 4);
        memcpy(to + MATCH_IP_DESTINATION, network + 24, 4);
    } else if (layout.network) {
        to[MATCH_SERVICE] = network[1] & 0xfc;
        to[MATCH_PROTOCOL] = network[9];
        memcpy(to + MATCH_IP_SOURCE, network + 12, 8);
        if (layout.is_fragment || !layout.transport)
            return layout.is_fragment;
        if (layout.protocol == PROTOCOL_TCP || layout.protocol == PROTOCOL_UDP) {
            memcpy(to + MATCH_PORT_SOURCE, transport, 4);
        } else if (layout.protocol == PROTOCOL_ICMP) {
            to[MATCH_PORT_SOURCE + 1] = transport[0];
            to[MATCH_PORT_DESTINATION + 1] = transport[1];
        }
    }
    return 0;
}

/* Returns the wildcards of a match without those fields that mean nothing beside the others. */
static uint32_t normalise(const uint8_t *match) {
    uint32_t wild = get32(match) & WILD_ALL;
    unsigned type = wild & WILD_TYPE ? 0 : get16(match + MATCH_TYPE);
    unsigned protocol = wild & WILD_PROTOCOL ? 0 : match[MATCH_PROTOCOL];
    // 32 and more bits are all of them.
    for (unsigned shift = WILD_IP_SOURCE; shift <= WILD_IP_DESTINATION; shift += 6)
        if (wild >> shift & 32)
            wild = (wild & ~(63U << shift)) | 32U << shift;
    if (type != TYPE_IPV4)
        wild |= WILD_SERVICE | WILD_PORT_SOURCE | WILD_PORT_DESTINATION;
    if (type != TYPE_IPV4 && type != TYPE_ARP) {
        wild &= ~(63U << WILD_IP_SOURCE | 63U << WILD_IP_DESTINATION);
        wild |= WILD_PROTOCOL | 32U << WILD_IP_SOURCE | 32U << WILD_IP_DESTINATION;
    }
    if (protocol != PROTOCOL_TCP && protocol != PROTOCOL_UDP && protocol != PROTOCOL_ICMP)
        wild |= WILD_PORT_SOURCE | WILD_PORT_DESTINATION;
    if (wild & WILD_VLAN || get16(match + MATCH_VLAN) == NO_VLAN)
        wild |= WILD_VLAN_PRIORITY;
    return wild;
}

/* Writes the bits of an address that count. */
static void put_prefix(uint8_t *to, unsigned wild) {
    put32(to, wild >= 32 ? 0 : ~0U << wild);
}

/* Reads the match of a message: its fields, as far as they count, and its mask. */
void match_read(const uint8_t *message, struct key *match, struct key *mask) {
    static const struct {
        uint32_t wild;
        uint8_t at, size;
    } fields[] = {
        {WILD_PORT, MATCH_PORT, 2},
        {WILD_SOURCE, MATCH_SOURCE, 6},
        {WILD_DESTINATION, MATCH_DESTINATION, 6},
        {WILD_VLAN, MATCH_VLAN, 2},
        {WILD_VLAN_PRIORITY, MATCH_VLAN_PRIORITY, 1},
        {WILD_TYPE, MATCH_TYPE, 2},
        {WILD_SERVICE, MATCH_SERVICE, 1},
        {WILD_PROTOCOL, MATCH_PROTOCOL, 1},
        {WILD_PORT_SOURCE, MATCH_PORT_SOURCE, 2},
        {WILD_PORT_DESTINATION, MATCH_PORT_DESTINATION, 2},
    };
    uint32_t wild = normalise(message);
    memset(mask, 0, sizeof *mask);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!(wild & fields[i].wild))
            memset(mask->bytes + fields[i].at, 0xff, fields[i].size);
    put_prefix(mask->bytes + MATCH_IP_SOURCE, wild >> WILD_IP_SOURCE & 63);
    put_prefix(mask->bytes + MATCH_IP_DESTINATION, wild >> WILD_IP_DESTINATION & 63);
    memcpy(match, message, sizeof *match);
    // The lower two bits of the type of service are not part of the field.
    match->bytes[MATCH_SERVICE] &= 0xfc;
    for (size_t i = 0; i < MATCH_SIZE / 8; i++)
        match->words[i] &= mask->words[i];
    put32(match->bytes, wild);
}

/* Returns whether fields are those of a match, as far as these count. */
int key_in(const struct key *key, const struct key *match, const struct key *mask) {
    uint64_t difference = 0;
    for (size_t i = 0; i < MATCH_SIZE / 8; i++)
        difference |= (key->words[i] ^ match->words[i]) & mask->words[i];
    return !difference;
}
