/* What the switch tells controllers unasked, and the frames that it keeps for them meanwhile. */
#include <string.h>

#include "switch.h"

/* A frame that is kept: the number under which, and where it came from. */
struct buffer {
    uint32_t number;
    unsigned port;
    size_t length;
    uint8_t bytes[FRAME_SIZE + 4];
};

static struct buffer buffers[MOST_BUFFERS];
static uint32_t next_number;

/* Returns whether a channel gets events and can take more of them. */
static int wants_events(struct channel *channel) {
    return channel->is_open && listener_of(channel)->wants_events &&
           channel->filled - channel->sent < channel->room / 2;
}

/* Returns whether someone gets events. */
int has_controller(void) {
    for (unsigned i = 0; i < channel_count; i++)
        if (channels[i]->is_open && listener_of(channels[i])->wants_events)
            return 1;
    return 0;
}

/* Keeps a frame; returns its number. The oldest goes. */
static uint32_t keep(const struct frame *frame, unsigned port) {
    struct buffer *buffer = &buffers[next_number % MOST_BUFFERS];
    *buffer = (struct buffer){.number = next_number, .port = port, .length = frame->length};
    memcpy(buffer->bytes, frame->bytes, frame->length);
    // No number is that of no buffer.
    next_number = (next_number + 1) & 0x7fffffff;
    return buffer->number;
}

/* Takes a frame that was kept; returns -1, or the error. */
int buffer_take(uint32_t number, struct frame *frame, unsigned *port) {
    struct buffer *buffer = &buffers[number % MOST_BUFFERS];
    if (number >> 31 || number >= next_number)
        return REQUEST_BUFFER_UNKNOWN;
    if (buffer->number != number || !buffer->length)
        return REQUEST_BUFFER_EMPTY;
    *port = buffer->port;
    frame->bytes = frame->memory + (buffer->length > FRAME_SIZE ? 0 : 4);
    frame->length = buffer->length;
    memcpy(frame->bytes, buffer->bytes, buffer->length);
    buffer->length = 0;
    return -1;
}

/* Sends a frame to the controllers. `most` is how much of it an action asks for. */
void send_packet(const struct frame *frame, unsigned from, int reason, unsigned most) {
    uint32_t number = NO_BUFFER;
    for (unsigned i = 0; i < channel_count; i++) {
        size_t count = frame->length;
        uint8_t *message;
        if (!wants_events(channels[i]))
            continue;
        if (reason == PACKET_NO_MATCH)
            most = listener_of(channels[i])->send_length;
        if (count > most) {
            count = most;
            if (number == (uint32_t)NO_BUFFER)
                number = keep(frame, from);
        }
        message = channel_message(channels[i], PACKET_IN, NULL, 18 + count);
        if (!message)
            continue;
        put32(message + 8, count < frame->length ? number : (uint32_t)NO_BUFFER);
        put16(message + 12, (unsigned)frame->length);
        put16(message + 14, from);
        message[16] = (uint8_t)reason;
        memcpy(message + 18, frame->bytes, count);
    }
}

/* Tells controllers that a flow went. */
void send_removed(const struct flow *flow, int reason) {
    uint64_t age = now() - flow->made;
    for (unsigned i = 0; i < channel_count; i++) {
        uint8_t *message = NULL;
        if (wants_events(channels[i]))
            message = channel_message(channels[i], FLOW_REMOVED, NULL, 88);
        if (!message)
            continue;
        memcpy(message + 8, &flow->match, MATCH_SIZE);
        put64(message + 48, flow->cookie);
        put16(message + 56, flow->priority);
        message[58] = (uint8_t)reason;
        put32(message + 60, (uint32_t)(age / 1000));
        put32(message + 64, (uint32_t)(age % 1000 * 1000000));
        put16(message + 68, flow->idle);
        put64(message + 72, flow->packets);
        put64(message + 80, flow->bytes);
    }
}
