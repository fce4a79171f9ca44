// Messages: writing a request, waiting for its reply, reading that. Numbers have their lowest byte
// first; a text is its length and its bytes.

#include <errno.h>
#include <string.h>

#include "files/9p/9p.h"
#include "files/bytes.h"
#include "time/clock.h"

/// The head of a message: its size, its type, and a tag that is the same for all.
enum { HEAD = 7 };

/// The reply that says what went wrong.
enum { REPLY_ERROR = 7 };

/// How long the host may take for anything.
#define PATIENCE (60 * NANOSECONDS)

/// Begins a request.
void message_begin(struct share *share, unsigned type) {
    share->at = share->request + 4;
    share->end = share->request + share->size;
    message_number(share, type, 1);
    message_number(share, type == REQUEST_VERSION ? 0xffff : 0, 2);
}

/// Adds a number of `size` bytes.
void message_number(struct share *share, uint64_t number, unsigned size) {
    memcpy(share->at, &number, size);
    share->at += size;
}

/// Adds a text.
void message_text(struct share *share, const char *text, size_t length) {
    message_number(share, length, 2);
    bytes_copy(share->at, text, length);
    share->at += length;
}

/// Sends the request and waits for the reply, which is read from then on. Returns 0 or an error.
long message_send(struct share *share) {
    uint32_t size = share->at - share->request, length = 0;
    struct virtio_buffer buffers[2] = {{share->request, size, 0},
                                       {share->reply, share->size, VIRTIO_WRITE}};
    unsigned type = share->request[4];

    if (share->is_broken)
        return -EIO;
    memcpy(share->request, &size, sizeof size);
    virtio_offer(&share->queue, buffers, 2, share);
    virtio_tell(&share->queue);
    if (!virtio_wait(&share->queue, PATIENCE) || !virtio_take(&share->queue, &length)) {
        share->is_broken = 1;
        return -EIO;
    }
    share->at = share->reply + HEAD;
    share->end = share->reply + (length < share->size ? length : share->size);
    if (length < HEAD)
        return -EIO;
    if (share->reply[4] == REPLY_ERROR) {
        long problem = reply_number(share, 4);

        return problem > 0 && problem < 4096 ? -problem : -EIO;
    }
    return share->reply[4] == type + 1 ? 0 : -EIO;
}

/// Takes a number of `size` bytes from the reply; 0 behind its end.
uint64_t reply_number(struct share *share, unsigned size) {
    uint64_t number = 0;
    uint8_t *bytes = reply_bytes(share, size);

    if (bytes)
        memcpy(&number, bytes, size);
    return number;
}

/// Takes `count` bytes from the reply; null when it has not so many.
uint8_t *reply_bytes(struct share *share, size_t count) {
    uint8_t *bytes = share->at;

    if ((size_t)(share->end - bytes) < count)
        return NULL;
    share->at += count;
    return bytes;
}

/// Returns a fid that is not in use. They are so many that none comes again.
uint32_t fid_new(struct share *share) {
    return ++share->last_fid;
}

/// Lets the host forget a fid.
void fid_forget(struct share *share, uint32_t fid) {
    message_begin(share, REQUEST_FORGET);
    message_number(share, fid, 4);
    message_send(share);
}

/// Makes a fid for `name` in the directory `from`, or without a name for `from` itself; sets
/// `*number` to the number of the file unless there is no name.
long fid_walk(struct share *share, uint32_t from, const char *name, size_t length, uint32_t *fid,
              uint64_t *number) {
    uint8_t *identity;
    long problem;

    *fid = fid_new(share);
    message_begin(share, REQUEST_WALK);
    message_number(share, from, 4);
    message_number(share, *fid, 4);
    message_number(share, name ? 1 : 0, 2);
    if (name)
        message_text(share, name, length);
    problem = message_send(share);
    if (problem || !name)
        return problem;
    reply_number(share, 2);
    identity = reply_bytes(share, IDENTITY_SIZE);
    if (!identity)
        return -ENOENT;
    memcpy(number, identity + IDENTITY_NUMBER, sizeof *number);
    return 0;
}
