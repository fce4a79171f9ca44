// Consoles of virtual machines. Bytes that are written are copied to a page, because they may lie
// where addresses are not physical; bytes that arrive wait in a page of buffers.

#include "console/console.h"

#include <string.h>

#include "arch/x86_64/cpu.h"
#include "memory/blocks.h"
#include "memory/pages.h"
#include "registry/registry.h"
#include "time/poller.h"
#include "virtio/virtio.h"

/// The queues: what arrives, and what is written.
enum { QUEUE_IN = 0, QUEUE_OUT = 1 };

enum { BUFFER_COUNT = 16, BUFFER_SIZE = PAGE_SIZE / BUFFER_COUNT };

static struct virtio_device device;
static struct virtio_queue in, out;

/// Where bytes stand to be written, and where they arrive.
static unsigned char *out_page, *in_page;

/// The buffer that is being read, and what it still holds.
static unsigned char *current, *next;
static uint32_t left;

/// Lets the device fill a buffer.
static void offer(unsigned char *buffer) {
    struct virtio_buffer piece = {buffer, BUFFER_SIZE, VIRTIO_WRITE};

    virtio_offer(&in, &piece, 1, buffer);
    virtio_tell(&in);
}

/// Has nothing to do: who reads looks for himself.
static uint64_t poll(unsigned *work) {
    return 0;
}

/// Has the device interrupt when something arrives; returns whether something has.
static int rest(void) {
    return left || virtio_rest(&in);
}

static struct poller poller = {.poll = poll, .rest = rest};

/// Finds the device.
static int start(void) {
    if (!virtio_find(&device, VIRTIO_CONSOLE, 0) || !device.transport->begin(&device, 0) ||
        !virtio_queue_add(&device, &in, QUEUE_IN, BUFFER_COUNT) ||
        !virtio_queue_add(&device, &out, QUEUE_OUT, 2))
        return 0;
    out_page = block_allocate(PAGE_SIZE);
    in_page = block_allocate(PAGE_SIZE);
    if (!out_page || !in_page)
        return 0;
    device.transport->ready(&device);
    for (unsigned i = 0; i < BUFFER_COUNT; i++)
        offer(in_page + i * BUFFER_SIZE);
    poller_add(&poller);
    return 1;
}

/// Writes bytes.
static void write(const void *bytes, size_t count) {
    while (count) {
        size_t part = count < PAGE_SIZE ? count : PAGE_SIZE;
        struct virtio_buffer piece = {out_page, part, 0};
        uint32_t length;

        memcpy(out_page, bytes, part);
        virtio_offer(&out, &piece, 1, out_page);
        virtio_tell(&out);
        while (!virtio_take(&out, &length))
            cpu_relax();
        bytes = (const char *)bytes + part;
        count -= part;
    }
}

/// Returns whether a byte has arrived.
static int ready(void) {
    while (!left) {
        if (current)
            offer(current);
        current = next = virtio_take(&in, &left);
        if (!current)
            return 0;
        if (left > BUFFER_SIZE)
            left = BUFFER_SIZE;
    }
    return 1;
}

/// Returns the byte that has arrived.
static unsigned char byte(void) {
    left--;
    return *next++;
}

static const struct console_driver driver = {start, write, ready, byte};

REGISTER(console_driver, virtio, &driver);
