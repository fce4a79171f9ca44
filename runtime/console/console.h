// The serial console: raw bytes out and in, and the last words of a machine that cannot go on.
// Nothing here needs memory, set-up or interrupts.

#ifndef RUNTIME_CONSOLE_CONSOLE_H
#define RUNTIME_CONSOLE_CONSOLE_H

#include <stddef.h>

void console_write(const void *bytes, size_t count);
long console_read(void *bytes, size_t count);
int console_readable(void);
unsigned char console_byte(void);
int console_byte_ready(void);
void console_drain(void);
void console_write_number(const char *label, unsigned long number);
_Noreturn void console_fatal(const char *message, int status);

#endif
