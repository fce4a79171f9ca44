/* The parts of the switch. */
#ifndef SWITCH_H
#define SWITCH_H

#include <stddef.h>
#include <stdint.h>

#include "../openflow/addresses.h"
#include "../openflow/channel.h"
#include "../openflow/openflow.h"

enum {
    MOST_PORTS = 32,
    MOST_FLOWS = 1024,
    MOST_ACTIONS = 128,
    MOST_BUFFERS = 256,
    FRAME_SIZE = 1518,
    ROOM = 524288
};

/* Bits of a port's configuration. */
enum { PORT_DOWN = 1, PORT_NO_RECEIVE = 4, PORT_NO_FLOOD = 16, PORT_NO_SEND = 32, PORT_QUIET = 64 };

/* What becomes of fragments of IPv4, as the configuration says. */
enum { FRAGMENTS_NORMAL = 0, FRAGMENTS_DROP = 1, FRAGMENTS_MASK = 3 };

/* A port: a network card. Ports are numbered from 1. */
struct port {
    int socket, interface;
    uint32_t configuration;
    uint8_t address[6];
    char name[16];
    uint64_t received, sent, received_bytes, sent_bytes, received_dropped, sent_dropped;
};

/* The fields of a frame or of a match, as they stand in messages; or which of them count. */
struct key {
    union {
        uint8_t bytes[MATCH_SIZE];
        uint64_t words[MATCH_SIZE / 8];
    };
};

/* A frame with room for a tag before its type. */
struct frame {
    size_t length;
    uint8_t *bytes;
    uint8_t memory[4 + FRAME_SIZE + 4];
};

/* Where the parts of a frame are; 0 for what it does not have. */
struct layout {
    size_t network, transport;
    unsigned type, vlan, priority, protocol;
    /* Whether it is a part of a packet of IPv4. */
    int is_fragment;
};

/* A flow. */
struct flow {
    struct key match, mask;
    /* When it was made and last used, in milliseconds. */
    uint64_t made, used;
    uint64_t cookie, packets, bytes;
    /* The priority as it was given and, larger for a match without wildcards, as it counts. */
    unsigned priority, rank, idle, hard, flags;
    size_t actions_size;
    uint8_t actions[MOST_ACTIONS];
};

/* What the program keeps of a channel: whether it gets events, and how much of frames. */
struct listener {
    int wants_events;
    unsigned send_length;
};

extern struct port ports[MOST_PORTS + 1];
extern unsigned port_count, fragments;
extern struct flow *flows[MOST_FLOWS];
extern unsigned flow_count;
extern uint64_t look_ups, matches;

int ports_open(char **names, int count);
int port_receive(struct port *port, struct frame *frame);
void port_send(unsigned number, const struct frame *frame);
void port_describe(unsigned number, uint8_t *to);

struct layout frame_layout(const struct frame *frame);
int key_read(struct key *key, const struct frame *frame, unsigned port);
void match_read(const uint8_t *message, struct key *match, struct key *mask);
int key_in(const struct key *key, const struct key *match, const struct key *mask);

struct flow *flow_find(const struct key *key);
int flow_add(const struct flow *flow);
struct flow *flow_same(const struct flow *flow);
int flow_overlaps(const struct flow *flow);
int flow_covered(const struct flow *flow, const struct key *match, const struct key *mask,
                 unsigned out);
void flow_remove(unsigned place, int reason);
void flows_expire(uint64_t time);

int actions_check(const uint8_t *actions, size_t size, int is_message);
void actions_do(const uint8_t *actions, size_t size, struct frame *frame, unsigned from);
void frame_arrive(struct frame *frame, unsigned from, int goes_up);

struct listener *listener_of(struct channel *channel);
void send_packet(const struct frame *frame, unsigned from, int reason, unsigned most);
int buffer_take(uint32_t number, struct frame *frame, unsigned *port);
void send_removed(const struct flow *flow, int reason);
int has_controller(void);
void statistics_answer(struct channel *channel, const uint8_t *message, size_t length);
void flow_change(struct channel *channel, const uint8_t *message, size_t length);

#endif
