/* Words on the console and numbers in arguments, without what formats anything. */
#include <string.h>
#include <unistd.h>

#include "channel.h"

/* Writes text to the console. */
void say(const char *text) {
    ssize_t count = write(STDOUT_FILENO, text, strlen(text));
    (void)count;
}

/* Writes a number with at least so many digits. */
void say_number(unsigned long number, unsigned base, int digits) {
    char text[24], *at = text + sizeof text;
    *--at = 0;
    do {
        *--at = "0123456789abcdef"[number % base];
        number /= base;
    } while (--digits > 0 || number);
    say(at);
}

/* Reads a number and moves the text behind it; returns whether it is one, and not above `most`. */
static int read_number(const char **text, uint32_t most, uint32_t *number) {
    const char *start = *text;
    *number = 0;
    while (**text >= '0' && **text <= '9' && *number <= most)
        *number = *number * 10 + (uint32_t)(*(*text)++ - '0');
    return *text != start && *number <= most;
}

/* Reads an address of IPv4 and, if there is one, `:PORT` behind it; returns whether it is right. */
int read_address(const char *text, uint32_t *address, int *port) {
    uint32_t number;
    *address = 0;
    for (int i = 0; i < 4; i++) {
        if (!read_number(&text, 255, &number) || (i < 3 && *text++ != '.'))
            return 0;
        *address = *address << 8 | number;
    }
    if (*text == ':') {
        text++;
        if (!read_number(&text, 65535, &number))
            return 0;
        *port = (int)number;
    }
    return !*text;
}
