/* An OpenFlow 1.0 controller, which makes each switch that connects a learning switch.
 *
 *     openflow-controller [PORT]          (6653)
 *
 * A frame for a station that was seen is given a flow: frames of that sender on that port for that
 * station go out where the station is. All other frames are flooded. */
#include <string.h>
#include <sys/mman.h>

#include "../openflow/addresses.h"
#include "../openflow/channel.h"

enum { ROOM = 262144, IDLE_TIMEOUT = 60, PRIORITY = 0x8000, SEND_LENGTH = 128 };

/* Where frames, ports and actions are in messages. */
enum { IN_DATA = 18, OUT_ACTIONS = 16, FLOW_ACTIONS = 72, OUTPUT_SIZE = 8, FEATURES_SIZE = 32 };

/* Returns what is known of a switch, which is made when it first sends a frame. */
static struct addresses *addresses_of(struct channel *channel) {
    if (!channel->data) {
        void *memory = mmap(NULL, sizeof(struct addresses), PROT_READ | PROT_WRITE,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        channel->data = memory == MAP_FAILED ? NULL : memory;
    }
    return channel->data;
}

/* Writes the action that sends a frame through a port. */
static void put_output(uint8_t *action, unsigned port) {
    put16(action, ACTION_OUTPUT);
    put16(action + 2, OUTPUT_SIZE);
    put16(action + 4, port);
}

/* Has the frame of a message sent through a port; PORT_NONE drops it. */
static void send_frame(struct channel *channel, const uint8_t *message, size_t length,
                       unsigned port) {
    int is_kept = get32(message + 8) != (uint32_t)NO_BUFFER;
    size_t actions = port == PORT_NONE ? 0 : OUTPUT_SIZE, count = is_kept ? 0 : length - IN_DATA;
    uint8_t *out;
    if (!is_kept && !actions)
        return;
    out = channel_message(channel, PACKET_OUT, message, OUT_ACTIONS + actions + count);
    if (!out)
        return;
    memcpy(out + 8, message + 8, 4);
    memcpy(out + 12, message + 14, 2);
    put16(out + 14, (unsigned)actions);
    if (actions)
        put_output(out + OUT_ACTIONS, port);
    memcpy(out + OUT_ACTIONS + actions, message + IN_DATA, count);
}

/* Has frames like that of a message sent through a port from now on, and that one too. */
static void add_flow(struct channel *channel, const uint8_t *message, size_t length,
                     unsigned port) {
    const uint8_t *frame = message + IN_DATA;
    uint8_t *flow = channel_message(channel, FLOW_MOD, message, FLOW_ACTIONS + OUTPUT_SIZE);
    if (!flow)
        return;
    put32(flow + HEADER_SIZE, WILD_ALL & ~(WILD_PORT | WILD_SOURCE | WILD_DESTINATION));
    memcpy(flow + HEADER_SIZE + MATCH_PORT, message + 14, 2);
    memcpy(flow + HEADER_SIZE + MATCH_SOURCE, frame + 6, 6);
    memcpy(flow + HEADER_SIZE + MATCH_DESTINATION, frame, 6);
    put16(flow + 56, FLOW_ADD);
    put16(flow + 58, IDLE_TIMEOUT);
    put16(flow + 62, PRIORITY);
    memcpy(flow + 64, message + 8, 4);
    put16(flow + 68, PORT_NONE);
    put_output(flow + FLOW_ACTIONS, port);
    if (get32(message + 8) == (uint32_t)NO_BUFFER)
        send_frame(channel, message, length, port);
}

/* Learns from a frame for which a switch has no flow, and says what becomes of it. */
static void take_frame(struct channel *channel, const uint8_t *message, size_t length) {
    struct addresses *addresses = addresses_of(channel);
    const uint8_t *frame = message + IN_DATA;
    unsigned from, to = 0;
    uint64_t time = now();
    if (length < IN_DATA + 14) {
        channel_error(channel, BAD_REQUEST, REQUEST_BAD_LENGTH, message, length);
        return;
    }
    from = get16(message + 14);
    if (addresses && from < PORT_MOST) {
        address_learn(addresses, frame + 6, 0, from, time);
        to = frame[0] & 1 ? 0 : address_find(addresses, frame, 0, time);
    }
    if (!to)
        send_frame(channel, message, length, PORT_FLOOD);
    else if (to == from)
        send_frame(channel, message, length, PORT_NONE);
    else
        add_flow(channel, message, length, to);
}

/* Notes what a switch says of itself. */
static void take_features(struct channel *channel, const uint8_t *message, size_t length) {
    if (length < FEATURES_SIZE) {
        channel_error(channel, BAD_REQUEST, REQUEST_BAD_LENGTH, message, length);
        return;
    }
    say("switch ");
    say_number((unsigned long)get32(message + 8) << 32 | get32(message + 12), 16, 16);
    say(": ");
    say_number((length - FEATURES_SIZE) / 48, 10, 1);
    say(" ports\n");
}

/* Asks a switch what it is, and for the first bytes of frames. */
void channel_begun(struct channel *channel) {
    uint8_t *message = channel_message(channel, SET_CONFIG, NULL, 12);
    if (message)
        put16(message + 10, SEND_LENGTH);
    channel_message(channel, FEATURES_REQUEST, NULL, HEADER_SIZE);
}

/* Deals with a message of a switch. */
void channel_handle(struct channel *channel, uint8_t *message, size_t length) {
    switch (message[1]) {
    case FEATURES_REPLY:
        take_features(channel, message, length);
        break;
    case PACKET_IN:
        take_frame(channel, message, length);
        break;
    case PORT_STATUS:
        // Whatever happened to a port, its stations may be elsewhere.
        if (length >= 64 && channel->data)
            address_forget(channel->data, get16(message + 16));
        break;
    case FLOW_REMOVED:
    case GET_CONFIG_REPLY:
    case STATISTICS_REPLY:
    case BARRIER_REPLY:
        break;
    default:
        channel_error(channel, BAD_REQUEST,
                      message[1] == VENDOR ? REQUEST_BAD_VENDOR : REQUEST_BAD_TYPE, message,
                      length);
    }
}

/* Forgets what a switch knew. */
void channel_ended(struct channel *channel) {
    if (channel->data)
        munmap(channel->data, sizeof(struct addresses));
    if (channel->is_open)
        say("a switch has gone\n");
}

/* Serves for ever. */
int main(int count, char **arguments) {
    int port = OPENFLOW_PORT, listening;
    uint32_t number = 0;
    for (const char *digit = count > 1 ? arguments[1] : ""; *digit; digit++)
        number =
            *digit < '0' || *digit > '9' || number > 65535 ? 65536 : number * 10 + (*digit - '0');
    if (number)
        port = (int)number;
    listening = port < 65536 ? channel_listen(port) : -1;
    if (listening < 0) {
        say("openflow-controller: cannot listen on this port\n");
        return 1;
    }
    for (;;)
        channels_serve(listening, ROOM, NULL, 0);
}
