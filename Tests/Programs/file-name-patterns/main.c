/* fnmatch with all its flags, against names with dots, slashes, backslashes and brackets. */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <stdio.h>

static const struct {
    const char *pattern, *name;
    int flags;
} cases[] = {
    {"*.c", "main.c", 0},
    {"*.c", ".c", 0},
    {"*.c", ".c", FNM_PERIOD},
    {"a/*", "a/b/c", 0},
    {"a/*", "a/b/c", FNM_PATHNAME},
    {"a/*/c", "a/b/c", FNM_PATHNAME},
    {"*/.x", "a/.x", FNM_PATHNAME | FNM_PERIOD},
    {"*/*", "a/.x", FNM_PATHNAME | FNM_PERIOD},
    {"a?c", "abc", 0},
    {"a?c", "a/c", FNM_PATHNAME},
    {"[a-c]*[!0-9]", "banana", 0},
    {"[a-c]*[!0-9]", "banana7", 0},
    {"[]]", "]", 0},
    {"[[:digit:]][[:alpha:]]", "7x", 0},
    {"\\*", "*", 0},
    {"\\*", "\\x", FNM_NOESCAPE},
    {"ABC", "abc", 0},
    {"ABC", "abc", FNM_CASEFOLD},
    {"a/b", "a/b/c", FNM_LEADING_DIR},
    {"*", "", 0},
    {"?", "", 0},
    {"a*b*c*d", "axxbxxcxxd", 0},
    {"a*b*c*d", "axxbxxdxxc", 0},
    {"[", "[", 0},
};

/* Prints all results; the status is the number of matches. */
int main(void) {
    int matches = 0;
    for (unsigned i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int result = fnmatch(cases[i].pattern, cases[i].name, cases[i].flags);
        matches += result == 0;
        printf("%s %s %s\n", cases[i].pattern, result == 0 ? "matches" : "does not match",
               cases[i].name);
    }
    return matches;
}
