// Random bytes from the host. The device is looked for when the processor gave too few.

#include <string.h>

#include "random/random.h"
#include "registry/registry.h"
#include "time/clock.h"
#include "virtio/virtio.h"

/// How many bytes the device is asked for at a time.
enum { PORTION = 256 };

/// How long the device may take for them.
#define PATIENCE (10 * NANOSECONDS)

static struct virtio_device device;
static struct virtio_queue requests;

/// What became of the device.
static enum { UNKNOWN, WORKING, MISSING } state;

/// Finds the device; returns whether it works.
static int start(void) {
    if (!virtio_find(&device, VIRTIO_ENTROPY, 0) || !device.transport->begin(&device, 0) ||
        !virtio_queue_add(&device, &requests, 0, 2))
        return 0;
    device.transport->ready(&device);
    return 1;
}

/// Fills `bytes` from the device; returns how many it gave.
static size_t fill(uint8_t *bytes, size_t count) {
    // The device writes here and nowhere else: `bytes` may lie where addresses are not physical.
    static uint8_t portion[PORTION];
    size_t done = 0;

    if (state == UNKNOWN)
        state = start() ? WORKING : MISSING;
    while (state == WORKING && done < count) {
        struct virtio_buffer buffer = {portion, sizeof portion, VIRTIO_WRITE};
        uint32_t length = 0;

        virtio_offer(&requests, &buffer, 1, portion);
        virtio_tell(&requests);
        if (!virtio_wait(&requests, PATIENCE) || !virtio_take(&requests, &length) || !length) {
            state = MISSING;
            break;
        }
        if (length > sizeof portion)
            length = sizeof portion;
        if (length > count - done)
            length = count - done;
        memcpy(bytes + done, portion, length);
        memset(portion, 0, sizeof portion);
        done += length;
    }
    return done;
}

static const struct entropy_source source = {fill};

REGISTER(entropy_source, virtio, &source);
