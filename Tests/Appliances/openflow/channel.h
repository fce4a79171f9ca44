/* Connections between switches and controllers, and the waiting for all of them.
 *
 * A program defines channel_begun, channel_handle and channel_ended. What every side answers alike
 * (hello, echo, wrong versions) is answered here; and a side that says nothing for long is asked
 * whether it is there, and then dropped. */
#ifndef CHANNEL_H
#define CHANNEL_H

#include <poll.h>
#include <stddef.h>
#include <stdint.h>

#include "openflow.h"

/* A connection. */
struct channel {
    int socket;
    /* Whether connecting goes on, the other side has said hello, it is to be dropped, and it was
     * asked whether it is there. */
    uint8_t is_connecting, is_open, is_broken, is_asked;
    /* When it was last heard, in milliseconds. */
    uint64_t heard;
    /* How much of the input is there; the part of the output that waits, and its room. */
    size_t received, sent, filled, room;
    /* What the program keeps. */
    void *data;
    uint8_t *output;
    uint8_t input[MESSAGE_MOST + 1];
};

extern struct channel *channels[];
extern unsigned channel_count;

void channel_begun(struct channel *channel);
void channel_handle(struct channel *channel, uint8_t *message, size_t length);
void channel_ended(struct channel *channel);

struct channel *channel_open(int socket, size_t room, int is_connecting);
uint8_t *channel_message(struct channel *channel, int type, const uint8_t *request, size_t length);
void channel_error(struct channel *channel, int type, int code, const uint8_t *message,
                   size_t length);
int channel_listen(int port);
int channel_connect(uint32_t address, int port);
void channels_serve(int listening, size_t room, struct pollfd *others, unsigned count);
uint64_t now(void);
void say(const char *text);
void say_number(unsigned long number, unsigned base, int digits);
int read_address(const char *text, uint32_t *address, int *port);

#endif
