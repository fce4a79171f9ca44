/* Arrays that the linker collects: records of two files in a named section, read from __start_ to
 * __stop_. */
#include "command.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct command __start_commands[], __stop_commands[];
extern int *const __start_counters[] __attribute__((weak)), *const __stop_counters[]
    __attribute__((weak));
extern const char __start_nowhere[] __attribute__((weak)), __stop_nowhere[] __attribute__((weak));

/* Greets. */
static int hello(const char *argument) {
    return printf("hello %s\n", argument);
}

/* Ends with the number that the argument is. */
static int quit(const char *argument) {
    exit(atoi(argument));
}

COMMAND(hello, hello);
COMMAND(quit, quit);

static int first_counter = 3;
__attribute__((section("counters"), used, retain)) static int *const first_entry = &first_counter;
static int second_counter = 4;
__attribute__((section("counters"), used, retain)) static int *const second_entry = &second_counter;

/* Orders commands by name, for the order of the section is the linker's affair. */
static int by_name(const void *a, const void *b) {
    return strcmp((*(const struct command *const *)a)->name,
                  (*(const struct command *const *)b)->name);
}

/* Prints all names, then runs "name=argument" words. */
int main(int argc, char **argv) {
    const struct command *sorted[16];
    size_t count = (size_t)(__stop_commands - __start_commands);
    int sum = 0;
    for (size_t i = 0; i < count && i < 16; i++)
        sorted[i] = &__start_commands[i];
    qsort(sorted, count, sizeof sorted[0], by_name);
    for (size_t i = 0; i < count; i++)
        printf("%s%c", sorted[i]->name, i + 1 < count ? ' ' : '\n');
    for (int *const *counter = __start_counters; counter != __stop_counters; counter++)
        sum += **counter;
    printf("counters %d, nowhere %d\n", sum, __start_nowhere != __stop_nowhere);
    for (int i = 1; i < argc; i++) {
        char *argument = strchr(argv[i], '=');
        int known = 0;
        if (argument)
            *argument++ = 0;
        for (const struct command *c = __start_commands; c < __stop_commands; c++)
            if (strcmp(c->name, argv[i]) == 0) {
                known = 1;
                c->run(argument ? argument : "");
            }
        if (!known)
            printf("no command %s\n", argv[i]);
    }
    return (int)count;
}
