/* getenv, setenv, putenv, unsetenv, clearenv and the environ array itself. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

/* Orders two environment entries for qsort. */
static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Prints all of environ in alphabetical order without disturbing it. */
static void print_all(const char *title) {
    char *sorted[32];
    size_t count = 0;
    for (char **entry = environ; entry && *entry && count < 32; entry++)
        sorted[count++] = *entry;
    qsort(sorted, count, sizeof sorted[0], by_text);
    printf("%s: %zu\n", title, count);
    for (size_t i = 0; i < count; i++)
        printf("  %s\n", sorted[i]);
}

/* Prints one variable or the fact that it is missing. */
static void print_one(const char *name) {
    const char *value = getenv(name);
    printf("%s %s%s\n", name, value ? "= " : "is not set", value ? value : "");
}

/* Changes the environment in every way that the C library offers. */
int main(void) {
    static char owned[] = "OWNED=first";
    print_all("at start");
    print_one("GREETING");
    print_one("EMPTY");
    print_one("ABSENT");
    print_one("GREET");
    setenv("GREETING", "kept", 0);
    print_one("GREETING");
    setenv("GREETING", "replaced", 1);
    print_one("GREETING");
    putenv(owned);
    print_one("OWNED");
    strcpy(owned + 6, "later");
    print_one("OWNED");
    printf("setenv of a bad name: %d\n", setenv("A=B", "x", 1));
    unsetenv("EMPTY");
    print_one("EMPTY");
    print_one("PATH_LIKE");
    print_all("after changes");
    clearenv();
    print_one("GREETING");
    static char *fresh[] = {"ONE=1", "TWO=2", NULL};
    environ = fresh;
    print_one("TWO");
    print_all("replaced whole");
    return 0;
}
