// Input from the serial port, by polling.

#include "arch/x86_64/cpu.h"
#include "console/console.h"
#include "console/serial.h"

/// The byte that means the end of input when a read begins with it: control-D.
#define END_OF_INPUT 4

/// Returns whether a read would not wait.
int console_readable(void) {
    return port_read8(SERIAL_LINE_STATUS) & SERIAL_INPUT_READY;
}

/// Waits for input and reads what there is, at most `count` bytes. Returns 0 at the end of the
/// input.
long console_read(void *bytes, size_t count) {
    uint8_t *byte = bytes;
    size_t done = 0;

    while (done < count) {
        if (!console_readable()) {
            if (done)
                break;
            cpu_relax();
            continue;
        }
        byte[done] = port_read8(SERIAL_DATA);
        if (!done && byte[0] == END_OF_INPUT)
            break;
        done++;
    }
    return done;
}
