// Output to the serial port, by polling, or to what stands in for it.

#include "arch/x86_64/ports.h"
#include "console/console.h"
#include "console/serial.h"

/// Waits until one of the `wanted` bits of the line status is set.
static inline __attribute__((always_inline)) void serial_wait(uint8_t wanted) {
    while (!(port_read8(SERIAL_LINE_STATUS) & wanted))
        ;
}

/// Writes `count` bytes.
void console_write(const void *bytes, size_t count) {
    const struct console_driver *device = console_device();
    const uint8_t *byte = bytes, *end = byte + count;

    if (device) {
        device->write(bytes, count);
        return;
    }

    while (byte != end) {
        serial_wait(SERIAL_OUTPUT_READY);
        port_write8(SERIAL_DATA, *byte++);
    }
}

/// Waits until the last byte has left.
void console_drain(void) {
    serial_wait(SERIAL_OUTPUT_SENT);
}
