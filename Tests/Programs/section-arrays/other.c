/* Commands of the other file; nothing but the section leads to them. */
#include "command.h"
#include <ctype.h>
#include <stdio.h>

/* Prints in capitals. */
static int shout(const char *argument) {
    for (; *argument; argument++)
        putchar(toupper((unsigned char)*argument));
    return putchar('\n');
}

/* Prints backwards. */
static int reverse(const char *argument) {
    if (*argument) {
        reverse(argument + 1);
        putchar(*argument);
    }
    return 0;
}

/* Prints backwards and ends the line. */
static int reverse_line(const char *argument) {
    reverse(argument);
    return putchar('\n');
}

COMMAND(shout, shout);
COMMAND(reverse, reverse_line);
