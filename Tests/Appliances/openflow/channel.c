/* Connections between switches and controllers. */
#define _GNU_SOURCE
#include "channel.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST_CHANNELS = 256, MOST_OTHERS = 64, ROUND = 1000, PATIENCE = 15000 };

struct channel *channels[MOST_CHANNELS];
unsigned channel_count;

/* Returns a time in milliseconds. */
uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

/* Begins a message of a type that answers a request (or none), and returns it: `length` bytes that
 * are zero but for the header. Null, and the channel is dropped, when there is no room. */
uint8_t *channel_message(struct channel *channel, int type, const uint8_t *request, size_t length) {
    // The numbers of what nobody asked for are far from those that others begin with.
    static uint32_t next_number;
    uint8_t *message;
    if (channel->filled + length > channel->room && channel->sent) {
        memmove(channel->output, channel->output + channel->sent, channel->filled - channel->sent);
        channel->filled -= channel->sent;
        channel->sent = 0;
    }
    if (channel->filled + length > channel->room) {
        channel->is_broken = 1;
        return NULL;
    }
    message = memset(channel->output + channel->filled, 0, length);
    channel->filled += length;
    message[0] = OPENFLOW_VERSION;
    message[1] = (uint8_t)type;
    put16(message + 2, (unsigned)length);
    if (request)
        memcpy(message + 4, request + 4, 4);
    else
        put32(message + 4, next_number++ | 0x80000000);
    return message;
}

/* Answers a message with an error, which holds the message's first bytes. */
void channel_error(struct channel *channel, int type, int code, const uint8_t *message,
                   size_t length) {
    size_t count = length < 64 ? length : 64;
    uint8_t *error = channel_message(channel, ERROR, message, HEADER_SIZE + 4 + count);
    if (!error)
        return;
    put16(error + 8, (unsigned)type);
    put16(error + 10, (unsigned)code);
    memcpy(error + 12, message, count);
}

/* Sends as much of what waits as goes. */
static void flush(struct channel *channel) {
    while (!channel->is_broken && channel->sent < channel->filled) {
        ssize_t count = send(channel->socket, channel->output + channel->sent,
                             channel->filled - channel->sent, MSG_NOSIGNAL);
        if (count < 0) {
            channel->is_broken = errno != EAGAIN;
            return;
        }
        channel->sent += (size_t)count;
    }
    if (channel->sent == channel->filled)
        channel->sent = channel->filled = 0;
}

/* Says hello on a connection that was made. */
static void begin(struct channel *channel) {
    int one = 1;
    channel->is_connecting = 0;
    setsockopt(channel->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    channel_message(channel, HELLO, NULL, HEADER_SIZE);
}

/* Makes a channel of a socket, with `room` bytes for what waits to be sent; null when there are too
 * many, and the socket is closed. */
struct channel *channel_open(int socket, size_t room, int is_connecting) {
    struct channel *channel = MAP_FAILED;
    if (channel_count < MOST_CHANNELS)
        channel = mmap(NULL, sizeof *channel + room, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (channel == MAP_FAILED) {
        close(socket);
        return NULL;
    }
    channel->socket = socket;
    channel->room = room;
    channel->output = (uint8_t *)(channel + 1);
    channel->heard = now();
    channel->is_connecting = (uint8_t)is_connecting;
    channels[channel_count++] = channel;
    if (!is_connecting)
        begin(channel);
    return channel;
}

/* Ends the channel in a place. */
static void end(unsigned place) {
    struct channel *channel = channels[place];
    channels[place] = channels[--channel_count];
    channel_ended(channel);
    close(channel->socket);
    munmap(channel, sizeof *channel + channel->room);
}

/* Deals with one message. */
static void handle(struct channel *channel, uint8_t *message, size_t length) {
    uint8_t *reply;
    int type = message[1];
    if (!channel->is_open) {
        // The lower of both versions is spoken; every version is at least ours but 0.
        if (type != HELLO || !message[0]) {
            channel_error(channel, HELLO_FAILED, HELLO_INCOMPATIBLE, message, 0);
            flush(channel);
            channel->is_broken = 1;
            return;
        }
        channel->is_open = 1;
        channel_begun(channel);
    } else if (message[0] != OPENFLOW_VERSION && type != HELLO) {
        channel_error(channel, BAD_REQUEST, REQUEST_BAD_VERSION, message, length);
    } else if (type == ECHO_REQUEST) {
        reply = channel_message(channel, ECHO_REPLY, message, length);
        if (reply)
            memcpy(reply + HEADER_SIZE, message + HEADER_SIZE, length - HEADER_SIZE);
    } else if (type != HELLO && type != ECHO_REPLY && type != ERROR) {
        channel_handle(channel, message, length);
    }
}

/* Deals with the messages that are there, as long as there is room for the answer to any. */
static void handle_all(struct channel *channel) {
    size_t at = 0;
    while (!channel->is_broken && channel->received - at >= HEADER_SIZE) {
        size_t length = get16(channel->input + at + 2);
        if (length < HEADER_SIZE) {
            channel->is_broken = 1;
            break;
        }
        if (channel->filled - channel->sent > channel->room / 4)
            flush(channel);
        if (channel->received - at < length || channel->filled - channel->sent > channel->room / 4)
            break;
        handle(channel, channel->input + at, length);
        at += length;
    }
    channel->received -= at;
    memmove(channel->input, channel->input + at, channel->received);
}

/* Receives what came, and deals with it. */
static void receive(struct channel *channel) {
    ssize_t count = recv(channel->socket, channel->input + channel->received,
                         sizeof channel->input - channel->received, 0);
    if (count <= 0) {
        channel->is_broken |= !count || errno != EAGAIN;
        return;
    }
    channel->heard = now();
    channel->is_asked = 0;
    channel->received += (size_t)count;
    handle_all(channel);
}

/* Goes on with a channel for which something happened. */
static void go_on(struct channel *channel, int events) {
    if (channel->is_connecting) {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(channel->socket, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error)
            channel->is_broken = 1;
        else
            begin(channel);
    } else if (events & POLLOUT) {
        flush(channel);
        handle_all(channel);
    } else {
        receive(channel);
    }
}

/* Asks a side that has been silent whether it is there; drops it when it has been silent longer. */
static void watch(struct channel *channel, uint64_t time) {
    if (time - channel->heard < PATIENCE)
        return;
    if (channel->is_asked || channel->is_connecting || !channel->is_open) {
        channel->is_broken = 1;
        return;
    }
    channel->is_asked = 1;
    channel->heard = time;
    channel_message(channel, ECHO_REQUEST, NULL, HEADER_SIZE);
}

/* Takes the connections that wait. */
static void take(int listening, size_t room) {
    int socket;
    while ((socket = accept4(listening, NULL, NULL, SOCK_NONBLOCK)) >= 0)
        channel_open(socket, room, 0);
}

/* Waits until something happens, a second at most, and does it. `others` are descriptors of the
 * program's own. */
void channels_serve(int listening, size_t room, struct pollfd *others, unsigned count) {
    static struct pollfd polled[1 + MOST_CHANNELS + MOST_OTHERS];
    unsigned known = channel_count;
    uint64_t time;
    polled[0] = (struct pollfd){listening, POLLIN, 0};
    for (unsigned i = 0; i < known; i++) {
        struct channel *channel = channels[i];
        int waits = channel->is_connecting || channel->sent < channel->filled;
        polled[1 + i] = (struct pollfd){channel->socket, waits ? POLLOUT : POLLIN, 0};
    }
    memcpy(polled + 1 + known, others, count * sizeof *others);
    poll(polled, 1 + known + count, ROUND);
    memcpy(others, polled + 1 + known, count * sizeof *others);
    for (unsigned i = 0; i < known; i++)
        if (polled[1 + i].revents)
            go_on(channels[i], polled[1 + i].revents);
    time = now();
    for (unsigned i = known; i-- > 0;) {
        watch(channels[i], time);
        flush(channels[i]);
        if (channels[i]->is_broken)
            end(i);
    }
    if (polled[0].revents)
        take(listening, room);
}

/* Returns an address and a port as the system wants it. */
static struct sockaddr_in name(uint32_t address, int port) {
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr = {htonl(address)}};
}

/* Returns a socket that waits for connections, or -1. */
int channel_listen(int port) {
    struct sockaddr_in own = name(INADDR_ANY, port);
    int listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
    setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (listening < 0 || bind(listening, (struct sockaddr *)&own, sizeof own) ||
        listen(listening, 64))
        return -1;
    return listening;
}

/* Returns a socket that connects to an address, or -1. */
int channel_connect(uint32_t address, int port) {
    struct sockaddr_in other = name(address, port);
    int result = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (result >= 0 && connect(result, (struct sockaddr *)&other, sizeof other) &&
        errno != EINPROGRESS) {
        close(result);
        return -1;
    }
    return result;
}
