// The serial console: raw bytes out and in, and the last words of a machine that cannot go on.
// Nothing here needs memory, set-up or interrupts.

#ifndef RUNTIME_CONSOLE_CONSOLE_H
#define RUNTIME_CONSOLE_CONSOLE_H

#include <stddef.h>

/// A console that is no serial port: REGISTER(console_driver, NAME, &record).
struct console_driver {
    /// Finds the device; returns whether it is there. It is used from then on.
    int (*start)(void);
    /// Writes bytes; they have left when this returns.
    void (*write)(const void *bytes, size_t count);
    /// Returns whether a byte has arrived; returns the next one when it has.
    int (*ready)(void);
    unsigned char (*byte)(void);
};

const struct console_driver *console_device(void);
void console_write(const void *bytes, size_t count);
long console_read(void *bytes, size_t count);
int console_readable(void);
int console_continues(void);
unsigned char console_byte(void);
int console_byte_ready(void);
void console_drain(void);
void console_write_number(const char *label, unsigned long number);
_Noreturn void console_fatal(const char *message, int status);

#endif
