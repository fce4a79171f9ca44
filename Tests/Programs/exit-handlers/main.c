/* atexit: reverse order, more handlers than one block holds, handlers that register handlers, and a
 * late handler that changes what a later one prints. */
#include <stdio.h>
#include <stdlib.h>

static int calls;
static const char *message = "as set at the start";

/* Counts the many handlers. */
static void count_call(void) {
    calls++;
}

/* Runs last of all, for it was registered first. */
static void last(void) {
    printf("last: %d counted calls, message %s\n", calls, message);
}

/* Is registered while the handlers run, and runs right after its registrar. */
static void registered_late(void) {
    puts("registered late");
    message = "as changed by a handler";
}

/* Registers another handler during exit. */
static void registrar(void) {
    puts("registrar");
    atexit(registered_late);
}

/* Never registered: its address is taken only to be printed as a truth value. */
static void never(void) {
    puts("never");
}

/* Registers everything in order and falls off with a status. */
int main(void) {
    void (*const handlers[])(void) = {last, registrar};
    for (size_t i = 0; i < sizeof handlers / sizeof handlers[0]; i++)
        if (atexit(handlers[i]) != 0)
            return 1;
    for (int i = 0; i < 70; i++)
        atexit(count_call);
    void (*volatile pointer)(void) = never;
    printf("main ends, unused handler %s\n", pointer ? "exists" : "is missing");
    return 42;
}
