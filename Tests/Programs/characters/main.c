/* ctype over all characters, summarised per class, and the conversions of case. */
#include <ctype.h>
#include <stdio.h>

static const struct {
    const char *name;
    int (*test)(int);
} classes[] = {
    {"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl},
    {"digit", isdigit}, {"graph", isgraph}, {"lower", islower}, {"print", isprint},
    {"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit},
};

/* Prints the ranges of characters for which a test holds. */
static int print_ranges(const char *name, int (*test)(int)) {
    int members = 0, start = -1;
    printf("%s:", name);
    for (int c = -1; c <= 256; c++) {
        int holds = c < 256 && test(c);
        members += holds;
        if (holds && start < 0)
            start = c;
        if (!holds && start >= 0) {
            if (start == c - 1)
                printf(" %d", start);
            else
                printf(" %d-%d", start, c - 1);
            start = -1;
        }
    }
    printf(" (%d)\n", members);
    return members;
}

/* Prints all classes; the status depends on the number of members of all. */
int main(void) {
    int sum = 0, changed = 0;
    for (unsigned i = 0; i < sizeof classes / sizeof classes[0]; i++)
        sum += print_ranges(classes[i].name, classes[i].test);
    for (int c = 0; c < 256; c++)
        changed += toupper(c) != c;
    for (const char *c = "Mixed Case 123\n"; *c; c++)
        putchar(isupper((unsigned char)*c) ? tolower((unsigned char)*c)
                                           : toupper((unsigned char)*c));
    printf("changed %d, EOF stays %d, ascii %d\n", changed, tolower(EOF) == EOF, isascii(200) != 0);
    return sum % 256;
}
