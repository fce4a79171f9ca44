// The line that says why the machine ends.

#include "console/console.h"
#include "process/process.h"

/// Writes a text.
static void console_text(const char *text) {
    for (; *text; text++)
        console_write(text, 1);
}

/// Writes `label`, then `number` in hexadecimal digits.
void console_write_number(const char *label, unsigned long number) {
    char digits[16];
    unsigned first = sizeof digits;

    console_text(label);
    do {
        digits[--first] = "0123456789abcdef"[number & 15];
        number >>= 4;
    } while (number);
    console_write(digits + first, sizeof digits - first);
}

/// Ends the machine with a message and an exit status.
_Noreturn void console_fatal(const char *message, int status) {
    console_text("specialise: ");
    console_text(message);
    console_text("\n");
    machine_exit(status);
}
