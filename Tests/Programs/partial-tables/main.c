/* Tables with holes: null slots that are tested before the call, filled later, or filled only on
 * request. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct hooks {
    void (*before)(int);
    int (*change)(int);
    void (*after)(int);
    void (*on_error)(const char *);
};

/* Reports a start. */
static void report_before(int value) {
    printf("before %d\n", value);
}

/* Adds a hundred. */
static int add_hundred(int value) {
    return value + 100;
}

/* Is installed by the request "error" only. */
static void report_error(const char *text) {
    printf("error: %s\n", text);
}

/* Is installed by the request "after" only. */
static void report_after(int value) {
    printf("after %d\n", value);
}

static struct hooks hooks = {.change = add_hundred};
static int (*sparse[16])(int) = {[3] = add_hundred, [9] = abs};

/* Runs a value through whatever hooks there are. */
static int process(const struct hooks *active, int value) {
    if (active->before)
        active->before(value);
    if (value < 0 && active->on_error)
        active->on_error("negative");
    int result = active->change ? active->change(value) : value;
    if (active->after)
        active->after(result);
    return result;
}

/* Installs the requested hooks, then runs all values and the sparse table. */
int main(int argc, char **argv) {
    printf("first %d\n", process(&hooks, 1));
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "before") == 0)
            hooks.before = report_before;
        else if (strcmp(argv[i], "after") == 0)
            hooks.after = report_after;
        else if (strcmp(argv[i], "error") == 0)
            hooks.on_error = report_error;
        else if (strcmp(argv[i], "none") == 0)
            memset(&hooks, 0, sizeof hooks);
    }
    printf("second %d\n", process(&hooks, -5));
    for (unsigned i = 0; i < sizeof sparse / sizeof sparse[0]; i++)
        if (sparse[i])
            printf("slot %u: %d\n", i, sparse[i](-7));
    return 0;
}
