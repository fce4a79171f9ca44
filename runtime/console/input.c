// Input from the serial port, by polling, or from what stands in for it.

#include "arch/x86_64/cpu.h"
#include "arch/x86_64/ports.h"
#include "console/console.h"
#include "console/serial.h"

/// The byte that ends the input: control-D.
#define END_OF_INPUT 4
/// The byte before one that is only data, whatever it would mean: control-V.
#define QUOTE 22

/// How often a read that has got something looks for more. Between two bytes the port is empty for
/// a while, even if the sender has them all: without patience, programs would get a byte at a time.
#define PATIENCE 100000

/// Whether the input has ended.
static unsigned char ended;

/// The last byte that a read has got.
static unsigned char last;

/// Returns whether a byte has arrived.
int console_byte_ready(void) {
    const struct console_driver *device = console_device();

    return device ? device->ready() : port_read8(SERIAL_LINE_STATUS) & SERIAL_INPUT_READY;
}

/// Waits for a byte and returns it, whatever it means.
unsigned char console_byte(void) {
    const struct console_driver *device = console_device();

    while (!console_byte_ready())
        cpu_relax();
    return device ? device->byte() : port_read8(SERIAL_DATA);
}

/// Returns whether more comes soon after what the last read has got. Who sends a line may be
/// waiting for the answer.
int console_continues(void) {
    if (last == '\n')
        return console_byte_ready();
    for (unsigned tries = PATIENCE; tries; tries--) {
        if (console_byte_ready())
            return 1;
        cpu_relax();
    }
    return 0;
}

/// Returns whether a read would not wait.
int console_readable(void) {
    return ended || console_byte_ready();
}

/// Waits for input and reads what there is, at most `count` bytes. Returns 0 at the end of the
/// input, and from then on.
long console_read(void *bytes, size_t count) {
    unsigned char *byte = bytes;
    size_t done = 0;

    while (done < count && !ended && (!done || console_continues())) {
        byte[done] = console_byte();
        if (byte[done] == END_OF_INPUT) {
            ended = 1;
            break;
        }
        if (byte[done] == QUOTE)
            byte[done] = console_byte();
        last = byte[done++];
    }
    return done;
}
