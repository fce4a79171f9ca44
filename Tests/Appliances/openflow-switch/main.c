/* An OpenFlow 1.0 switch between network cards.
 *
 *     openflow-switch [CONTROLLER[:PORT] [INTERFACE...]]
 *
 * The first card is for controllers: the switch connects to the one that is named (`none` for
 * none), again when that ends, and takes connections on port 6653 besides. The other cards are the
 * ports, or the interfaces that are named. Frames without a flow go to the controller; as long as
 * there is none, the switch is an ordinary learning switch. As with others, a connection that was
 * taken gets no events before it asks for them, by setting how much of frames it wants. */
#include <assert.h>
#include <string.h>

#include "switch.h"

enum { FEATURES_SIZE = 32, DESCRIPTION_SIZE = 48, SEND_LENGTH = 128, ROUNDS = 64 };
enum { BUFFERS = MOST_BUFFERS, CAPABILITIES = 1 | 2 | 4 | 128, KNOWN_ACTIONS = 0x7ff };

/* Bits of a port's configuration that can be set. */
enum { PORT_CHANGEABLE = PORT_DOWN | PORT_NO_RECEIVE | PORT_NO_FLOOD | PORT_NO_SEND | PORT_QUIET };

unsigned fragments;

static struct channel *controller;
static struct pollfd polled[MOST_PORTS];

/* Returns what is kept of a channel, in the place of the pointer to it. */
struct listener *listener_of(struct channel *channel) {
    static_assert(sizeof(struct listener) <= sizeof channel->data, "fits");
    return (struct listener *)&channel->data;
}

/* Tells what the switch is. */
static void answer_features(struct channel *channel, const uint8_t *request) {
    uint8_t *message = channel_message(channel, FEATURES_REPLY, request,
                                       FEATURES_SIZE + port_count * DESCRIPTION_SIZE);
    if (!message)
        return;
    memcpy(message + 10, ports[1].address, 6);
    put32(message + 16, BUFFERS);
    message[20] = 1;
    put32(message + 24, CAPABILITIES);
    put32(message + 28, KNOWN_ACTIONS);
    for (unsigned i = 1; i <= port_count; i++)
        port_describe(i, message + FEATURES_SIZE + (i - 1) * DESCRIPTION_SIZE);
}

/* Tells the configuration. */
static void answer_configuration(struct channel *channel, const uint8_t *request) {
    uint8_t *message = channel_message(channel, GET_CONFIG_REPLY, request, 12);
    if (!message)
        return;
    put16(message + 8, fragments);
    put16(message + 10, listener_of(channel)->send_length);
}

/* Sets the configuration. Packets are not put together from fragments. */
static void configure(struct channel *channel, const uint8_t *message) {
    struct listener *listener = listener_of(channel);
    fragments = get16(message + 8) & FRAGMENTS_MASK;
    if (fragments > FRAGMENTS_DROP)
        fragments = FRAGMENTS_NORMAL;
    listener->send_length = get16(message + 10);
    listener->wants_events |= listener->send_length > 0;
}

/* Sends the frame of a message, or one that was kept. */
static void send_out(struct channel *channel, const uint8_t *message, size_t length) {
    static struct frame frame;
    size_t actions = get16(message + 14), count = length - 16 - actions;
    uint32_t number = get32(message + 8);
    unsigned from = get16(message + 12), port;
    int error;
    if (actions > length - 16) {
        channel_error(channel, BAD_REQUEST, REQUEST_BAD_LENGTH, message, length);
        return;
    }
    error = actions_check(message + 16, actions, 1);
    if (error >= 0) {
        channel_error(channel, BAD_ACTION, error, message, length);
        return;
    }
    if (number != (uint32_t)NO_BUFFER) {
        error = buffer_take(number, &frame, &port);
    } else if (count < 14 || count > FRAME_SIZE) {
        error = REQUEST_BAD_LENGTH;
    } else {
        frame.bytes = memcpy(frame.memory + 4, message + 16 + actions, count);
        frame.length = count;
    }
    if (error >= 0)
        channel_error(channel, BAD_REQUEST, error, message, length);
    else
        actions_do(message + 16, actions, &frame, from);
}

/* Changes the configuration of a port, and tells those who get events. */
static void change_port(struct channel *channel, const uint8_t *message, size_t length) {
    unsigned number = get16(message + 8);
    uint32_t mask = get32(message + 20) & PORT_CHANGEABLE;
    struct port *port = &ports[number <= port_count ? number : 0];
    if (port == ports || memcmp(port->address, message + 10, 6)) {
        channel_error(channel, PORT_MOD_FAILED, port == ports ? PORT_BAD : PORT_BAD_ADDRESS,
                      message, length);
        return;
    }
    port->configuration = (port->configuration & ~mask) | (get32(message + 16) & mask);
    for (unsigned i = 0; mask && i < channel_count; i++) {
        uint8_t *status = NULL;
        if (channels[i]->is_open && listener_of(channels[i])->wants_events)
            status = channel_message(channels[i], PORT_STATUS, NULL, 64);
        if (status) {
            status[8] = 2;
            port_describe(number, status + 16);
        }
    }
}

/* Says which queues a port has: none. */
static void answer_queues(struct channel *channel, const uint8_t *request, size_t length) {
    unsigned number = get16(request + 8);
    uint8_t *message;
    if (!number || number > port_count) {
        channel_error(channel, QUEUE_FAILED, QUEUE_BAD_PORT, request, length);
        return;
    }
    message = channel_message(channel, QUEUE_CONFIG_REPLY, request, 16);
    if (message)
        put16(message + 8, number);
}

/* Has the controller that is named get events from the beginning. */
void channel_begun(struct channel *channel) {
    *listener_of(channel) = (struct listener){
        .wants_events = channel == controller,
        .send_length = channel == controller ? SEND_LENGTH : 0,
    };
}

/* Deals with a message that has its least length. */
static void handle(struct channel *channel, const uint8_t *message, size_t length) {
    switch (message[1]) {
    case FEATURES_REQUEST:
        answer_features(channel, message);
        break;
    case GET_CONFIG_REQUEST:
        answer_configuration(channel, message);
        break;
    case SET_CONFIG:
        configure(channel, message);
        break;
    case PACKET_OUT:
        send_out(channel, message, length);
        break;
    case FLOW_MOD:
        flow_change(channel, message, length);
        break;
    case PORT_MOD:
        change_port(channel, message, length);
        break;
    case STATISTICS_REQUEST:
        statistics_answer(channel, message, length);
        break;
    case BARRIER_REQUEST:
        // Messages are dealt with in their order.
        channel_message(channel, BARRIER_REPLY, message, HEADER_SIZE);
        break;
    case QUEUE_CONFIG_REQUEST:
        answer_queues(channel, message, length);
        break;
    default:
        channel_error(channel, BAD_REQUEST,
                      message[1] == VENDOR ? REQUEST_BAD_VENDOR : REQUEST_BAD_TYPE, message,
                      length);
    }
}

/* Deals with a message: refuses those that are too short, or too long where one length is right. */
void channel_handle(struct channel *channel, uint8_t *message, size_t length) {
    static const struct {
        uint8_t type, least, is_exact;
    } lengths[] = {
        {FEATURES_REQUEST, 8, 1},    {GET_CONFIG_REQUEST, 8, 1}, {SET_CONFIG, 12, 1},
        {PACKET_OUT, 16, 0},         {FLOW_MOD, 72, 0},          {PORT_MOD, 32, 1},
        {STATISTICS_REQUEST, 12, 0}, {BARRIER_REQUEST, 8, 1},    {QUEUE_CONFIG_REQUEST, 12, 1},
    };
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        if (message[1] == lengths[i].type &&
            (length < lengths[i].least || (lengths[i].is_exact && length != lengths[i].least))) {
            channel_error(channel, BAD_REQUEST, REQUEST_BAD_LENGTH, message, length);
            return;
        }
    }
    handle(channel, message, length);
}

/* Forgets the controller when its connection ends. */
void channel_ended(struct channel *channel) {
    if (channel == controller)
        controller = NULL;
}

/* Deals with the frames that wait at a port, some at a time. */
static void serve_port(unsigned number) {
    static struct frame frame;
    for (int i = 0; i < ROUNDS && port_receive(&ports[number], &frame); i++)
        frame_arrive(&frame, number, !(ports[number].configuration & PORT_QUIET));
}

/* Connects to the controller, unless that was tried a moment ago. */
static void connect_controller(uint32_t address, int port) {
    static uint64_t next;
    uint64_t time = now();
    int socket;
    if (controller || time < next)
        return;
    next = time + 2000;
    socket = channel_connect(address, port);
    if (socket >= 0)
        controller = channel_open(socket, ROOM, 1);
}

/* Ends the program with a reason. */
static int fail(const char *reason) {
    say("openflow-switch: ");
    say(reason);
    return 1;
}

/* Serves for ever. */
int main(int count, char **arguments) {
    int port = OPENFLOW_PORT, listening = channel_listen(OPENFLOW_PORT);
    int has_address = count > 1 && strcmp(arguments[1], "none");
    uint32_t address = 0;
    uint64_t expired = 0;
    if (has_address && !read_address(arguments[1], &address, &port))
        return fail("the controller's address is not of the form A.B.C.D or A.B.C.D:PORT\n");
    if (listening < 0)
        return fail("cannot listen on port 6653\n");
    if (!ports_open(arguments + 2, count > 2 ? count - 2 : 0))
        return fail("there are no such network cards\n");
    say("switch with ");
    say_number(port_count, 10, 1);
    say(" ports\n");
    for (unsigned i = 0; i < port_count; i++)
        polled[i] = (struct pollfd){ports[i + 1].socket, POLLIN, 0};
    for (;;) {
        if (has_address)
            connect_controller(address, port);
        channels_serve(listening, ROOM, polled, port_count);
        for (unsigned i = 0; i < port_count; i++)
            if (polled[i].revents)
                serve_port(i + 1);
        if (now() - expired >= 500) {
            expired = now();
            flows_expire(expired);
        }
    }
}
