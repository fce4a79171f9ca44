/*
 * The other end of the cable, for comparing two builds of one program: sends ARP, UDP, ping, TCP
 * and nonsense, lets time pass, and prints every frame that comes back. Same program, same
 * transcript.
 */
#include "nic.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ETHERNET = 14, IP = 20, TCP = 20, FIN = 1, SYN = 2, PUSH = 8, ACK = 16 };

/* The two hosts: station 10.0.2.15, peer 10.0.2.2. */
static const uint8_t station_card[6] = {0x52, 0x54, 0x00, 0x12, 0x34, 0x56};
static const uint8_t peer_card[6] = {0x52, 0x55, 0x0a, 0x00, 0x02, 0x02};
static const uint8_t station_address[4] = {10, 0, 2, 15};
static const uint8_t peer_address[4] = {10, 0, 2, 2};

static uint8_t frame[1514];
static int is_asked; /* the station looks for the peer's card */
static unsigned milliseconds;
static uint32_t sent_sequence = 1000, received_sequence;

/* Writes a number of two bytes as networks do. */
static void put16(uint8_t *place, unsigned value) {
    place[0] = (uint8_t)(value >> 8);
    place[1] = (uint8_t)value;
}

/* Writes a number of four bytes as networks do. */
static void put32(uint8_t *place, uint32_t value) {
    put16(place, value >> 16);
    put16(place + 2, value & 0xffff);
}

/* Adds bytes to an Internet checksum. */
static uint32_t sum(const uint8_t *bytes, int count, uint32_t start) {
    for (int i = 0; i < count; i++) {
        start += (i & 1) != 0 ? bytes[i] : (uint32_t)bytes[i] << 8;
    }
    return start;
}

/* Ends an Internet checksum. */
static unsigned folded(uint32_t total) {
    while (total >> 16 != 0) {
        total = (total & 0xffff) + (total >> 16);
    }
    return ~total & 0xffff;
}

/* Starts a frame from the peer. */
static void start_frame(unsigned type) {
    memset(frame, 0, sizeof(frame));
    memcpy(frame, station_card, 6);
    memcpy(frame + 6, peer_card, 6);
    put16(frame + 12, type);
}

/* Ends an IPv4 frame with `size` bytes behind its header; returns the frame's size. */
static int ip_frame(int protocol, int size, unsigned fragment) {
    uint8_t *ip = frame + ETHERNET;

    ip[0] = 0x45;
    put16(ip + 2, (unsigned)(IP + size));
    put16(ip + 4, 77);
    put16(ip + 6, fragment);
    ip[8] = 64;
    ip[9] = (uint8_t)protocol;
    memcpy(ip + 12, peer_address, 4);
    memcpy(ip + 16, station_address, 4);
    put16(ip + 10, folded(sum(ip, IP, 0)));
    return ETHERNET + IP + size;
}

/* An ARP request (1), which everyone on the cable gets, or a reply (2). */
static int arp_frame(int operation) {
    start_frame(0x0806);
    if (operation == 1) {
        memset(frame, 0xff, 6);
    }
    memcpy(frame + ETHERNET, "\0\1\10\0\6\4\0", 7);
    frame[ETHERNET + 7] = (uint8_t)operation;
    memcpy(frame + ETHERNET + 8, peer_card, 6);
    memcpy(frame + ETHERNET + 14, peer_address, 4);
    memcpy(frame + ETHERNET + 24, station_address, 4);
    return ETHERNET + 28;
}

/* A ping with `size` bytes. */
static int ping_frame(int size) {
    uint8_t *icmp = frame + ETHERNET + IP;

    start_frame(0x0800);
    icmp[0] = 8;
    memset(icmp + 8, 'p', (size_t)size);
    put16(icmp + 2, folded(sum(icmp, 8 + size, 0)));
    return ip_frame(1, 8 + size, 0);
}

/* A datagram of `size` bytes to `port`, without a checksum. */
static int udp_frame(int port, int size) {
    uint8_t *udp = frame + ETHERNET + IP;

    start_frame(0x0800);
    put16(udp, 4000);
    put16(udp + 2, (unsigned)port);
    put16(udp + 4, (unsigned)(8 + size));
    for (int i = 0; i < size; i++) {
        udp[8 + i] = (uint8_t)('a' + i % 26);
    }
    return ip_frame(17, 8 + size, 0);
}

/* One of the two halves of a datagram of 80 bytes for port 7. */
static int half_frame(int second) {
    udp_frame(7, 80);
    if (second != 0) {
        memmove(frame + ETHERNET + IP, frame + ETHERNET + IP + 40, 48);
    }
    memset(frame + ETHERNET, 0, IP);
    return second != 0 ? ip_frame(17, 48, 5) : ip_frame(17, 40, 0x2000);
}

/* A segment from the peer, `offset` bytes ahead of what it has sent. */
static int tcp_frame(int flags, int size, uint32_t offset) {
    uint8_t *tcp = frame + ETHERNET + IP;

    start_frame(0x0800);
    put16(tcp, 4001);
    put16(tcp + 2, 7);
    put32(tcp + 4, sent_sequence + offset);
    put32(tcp + 8, (flags & ACK) != 0 ? received_sequence : 0);
    tcp[12] = TCP / 4 << 4;
    tcp[13] = (uint8_t)flags;
    put16(tcp + 14, 8000);
    for (int i = 0; i < size; i++) {
        tcp[TCP + i] = (uint8_t)('A' + (sent_sequence + offset + (uint32_t)i) % 26);
    }
    uint32_t total = sum(peer_address, 4, sum(station_address, 4, 6 + TCP + (uint32_t)size));
    put16(tcp + 16, folded(sum(tcp, TCP + size, total)));
    return ip_frame(6, TCP + size, 0);
}

/* The peer's next frame; 0 at the end. */
static int next_frame(int step) {
    int size = 0;

    switch (step) {
    case 0:
        return arp_frame(1);
    case 1:
        return udp_frame(7, 1);
    case 2:
        return udp_frame(7, 1400);
    case 3:
        return udp_frame(9, 20); /* nobody listens */
    case 4:
        return ping_frame(56);
    case 5:
    case 6:
        return half_frame(step - 5);
    case 7:
        start_frame(0x86dd); /* IPv6, to nobody */
        return 80;
    case 8:
        size = udp_frame(7, 30);
        frame[ETHERNET + 10] ^= 1; /* a broken header */
        return size;
    case 9:
        size = tcp_frame(SYN, 0, 0);
        sent_sequence++;
        return size;
    case 10:
        return tcp_frame(ACK, 0, 0);
    case 11:
        return tcp_frame(ACK | PUSH, 100, 100); /* the second hundred first */
    case 12:
        size = tcp_frame(ACK | PUSH, 100, 0);
        sent_sequence += 200;
        return size;
    case 13:
        return tcp_frame(ACK, 0, 0);
    case 14:
        size = tcp_frame(ACK | FIN, 0, 0);
        sent_sequence++;
        return size;
    case 15:
        return tcp_frame(ACK, 0, 0);
    case 16:
        return udp_frame(7, 5);
    default:
        return 0;
    }
}

/* Hands out one frame every second; ends the program when half an hour has passed. */
int nic_receive(void *place, int size) {
    static int step;
    static unsigned due;

    milliseconds += 10;
    if (milliseconds > 1800000) {
        exit(0);
    }
    if (milliseconds < due && !is_asked) {
        return 0;
    }
    int length;
    if (is_asked) {
        is_asked = 0;
        length = arp_frame(2);
    } else {
        /* The last frame comes when all timers have run for a while. */
        due = milliseconds + (step == 15 ? 1500000 : 1000);
        length = next_frame(step++);
    }
    if (length == 0 || length > size) {
        return 0;
    }
    memcpy(place, frame, (size_t)length);
    return length;
}

/* Prints a frame, and notes what a segment acknowledges. */
void nic_send(const void *place, int size) {
    const uint8_t *bytes = place, *tcp = bytes + ETHERNET + IP;

    if (size >= ETHERNET + IP + TCP && bytes[12] == 8 && bytes[13] == 0 && bytes[23] == 6) {
        uint32_t sequence =
            (uint32_t)tcp[4] << 24 | (uint32_t)tcp[5] << 16 | (uint32_t)tcp[6] << 8 | tcp[7];
        int length = (bytes[16] << 8 | bytes[17]) - IP - (tcp[12] >> 4) * 4;
        uint32_t end = sequence + (uint32_t)length + ((tcp[13] & (SYN | FIN)) != 0);
        if ((int32_t)(end - received_sequence) > 0 || (tcp[13] & SYN) != 0) {
            received_sequence = end;
        }
    }
    is_asked |= memcmp(bytes + 12, "\10\6\0\1\10\0\6\4\0\1", 10) == 0 &&
                memcmp(bytes + 38, peer_address, 4) == 0;
    printf("%u ms, %d bytes:", milliseconds, size);
    for (int i = 0; i < size; i++) {
        printf(i % 32 == 0 ? "\n  %02x" : " %02x", bytes[i]);
    }
    printf("\n");
}

/* The time. */
unsigned now(void) {
    return milliseconds;
}
