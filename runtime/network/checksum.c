// The checksum of internet protocols, eight bytes at a time.

#include <lwip/inet_chksum.h>
#include <string.h>

/// Returns `sum` as a number of two bytes, with what is carried out of it added again. Turned by
/// half and added to itself, a number has that sum of its halves in its upper half.
static inline uint16_t fold(uint64_t sum) {
    uint32_t half = (sum + (sum >> 32 | sum << 32)) >> 32;

    return (half + (half >> 16 | half << 16)) >> 16;
}

/// Returns the sum of `length` bytes as numbers of two bytes, as they lie in memory, with what is
/// carried out of it added again.
unsigned short network_checksum(const void *bytes, int length) {
    const uint8_t *at = bytes, *end = at + (length & -8);
    uint64_t sum = 0, rest = 0, word;
    uint32_t half;
    uint16_t pair;

    for (; at != end; at += 8) {
        memcpy(&word, at, 8);
        sum += word;
        sum += sum < word;
    }
    if (length & 4) {
        memcpy(&half, at, 4);
        rest = half;
        at += 4;
    }
    if (length & 2) {
        memcpy(&pair, at, 2);
        rest += pair;
        at += 2;
    }
    if (length & 1)
        rest += *at;
    sum += rest;
    sum += sum < rest;
    return fold(sum);
}

/// Returns the checksum of a packet of `length` bytes and of what it covers beside it: the
/// protocol, the length and both addresses. (TCP and UDP are built to name this one; lwIP's own
/// adds the addresses by two bytes.)
uint16_t network_checksum_pseudo(struct pbuf *packet, uint8_t protocol, uint16_t length,
                                 const ip_addr_t *from, const ip_addr_t *to) {
    const uint32_t *one = ip_2_ip6(from)->addr, *other = ip_2_ip6(to)->addr;
    uint64_t sum = lwip_htons(protocol) + lwip_htons(length);
    unsigned is_odd = 0;

    for (unsigned words = IP_IS_V6(to) ? 4 : 1; words; words--)
        sum += (uint64_t)*one++ + *other++;
    for (; packet; packet = packet->next) {
        uint16_t part = network_checksum(packet->payload, packet->len);

        sum += is_odd ? __builtin_bswap16(part) : part;
        is_odd ^= packet->len & 1;
    }
    return ~fold(sum);
}
