/* Names looked up at run time, which a static program cannot do: it must say so, and tables of
 * names in the program must find functions that nothing else names. */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

/* Is found by its name only. */
static int one(void) {
    return 1;
}

/* Is found by its name only. */
static int two(void) {
    return 2;
}

static const struct {
    const char *name;
    int (*function)(void);
} symbols[] = {{"one", one}, {"two", two}};

/* Returns the function called `name`, as `dlsym` would. */
static int (*find(const char *name))(void) {
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
        if (strcmp(symbols[i].name, name) == 0)
            return symbols[i].function;
    return NULL;
}

int main(int argc, char **argv) {
    char name[4];
    (void)argv;
    void *self = dlopen("libnothing.so", RTLD_NOW);
    printf("dlopen: %s\n", self ? "yes" : "no");
    printf("dlerror: %s\n", dlerror() ? "a message" : "none");
    printf("dlsym: %s\n", dlsym(RTLD_DEFAULT, "nothing_of_this_name") ? "yes" : "no");
    snprintf(name, sizeof name, "%s", argc > 0 ? "two" : "one");
    printf("%s: %d\n", name, find(name)());
    printf("three: %s\n", find("three") ? "yes" : "no");
    return 0;
}
