/* bsearch, lfind and lsearch: keys of another type than the elements, growing arrays, misses. */
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct colour {
    unsigned code;
    const char *name;
};

static const struct colour colours[] = {
    {0x000000, "black"}, {0x0000ff, "blue"},  {0x00ff00, "green"},
    {0xff0000, "red"},   {0xffffff, "white"},
};

/* Compares a plain number with a colour's code. */
static int code_matches(const void *key, const void *element) {
    unsigned code = *(const unsigned *)key, other = ((const struct colour *)element)->code;
    return (code > other) - (code < other);
}

/* Compares a text with a colour's name, for the linear search. */
static int name_matches(const void *key, const void *element) {
    return strcmp(key, ((const struct colour *)element)->name);
}

/* Tells whether two integers differ. */
static int integers_differ(const void *a, const void *b) {
    return *(const int *)a != *(const int *)b;
}

/* Prints a colour that a search found. */
static void print_colour(const char *how, const struct colour *colour) {
    printf("%s: %s\n", how, colour ? colour->name : "nothing");
}

/* Searches in the three ways. */
int main(void) {
    size_t count = sizeof colours / sizeof colours[0];
    static const unsigned codes[] = {0xff0000, 0, 0xffffff, 0x123456};
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        print_colour("bsearch",
                     bsearch(&codes[i], colours, count, sizeof colours[0], code_matches));
    print_colour("empty", bsearch(&codes[0], colours, 0, sizeof colours[0], code_matches));
    print_colour("lfind", lfind("green", colours, &count, sizeof colours[0], name_matches));
    print_colour("lfind", lfind("mauve", colours, &count, sizeof colours[0], name_matches));
    int seen[8], numbers[] = {5, 3, 5, 8, 3, 1, 8, 5};
    size_t different = 0;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        int *place = lsearch(&numbers[i], seen, &different, sizeof seen[0], integers_differ);
        printf("%d at %td of %zu\n", numbers[i], place - seen, different);
    }
    return (int)different;
}
