// The line that says why the machine ends.

#include <string.h>

#include "console/console.h"
#include "process/process.h"

/// Writes `label`, then `number` in hexadecimal digits.
void console_write_number(const char *label, unsigned long number)
{
    char digits[16];
    unsigned first = sizeof digits;

    console_write(label, strlen(label));
    do {
        digits[--first] = "0123456789abcdef"[number & 15];
        number >>= 4;
    } while (number);
    console_write(digits + first, sizeof digits - first);
}

/// Ends the machine with a message and an exit status.
_Noreturn void console_fatal(const char *message, int status)
{
    console_write("specialise: ", 12);
    console_write(message, strlen(message));
    console_write("\n", 1);
    machine_exit(status);
}
