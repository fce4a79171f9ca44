/* The string functions, each checked over lengths and alignments against a plain loop. */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static char area[600], other[600];
static unsigned wrong;

/* Notes a difference, with the name of the function, once. */
static void expect(int good, const char *name) {
    if (!good && wrong++ < 10)
        printf("%s is wrong\n", name);
}

/* Fills the areas with a pattern without zeros. */
static void fill(void) {
    for (size_t i = 0; i < sizeof area; i++) {
        area[i] = (char)(i * 7 % 250 + 1);
        other[i] = '#';
    }
}

/* Checks copying, setting and searching for one length and alignment. */
static void check(size_t offset, size_t length) {
    fill();
    memcpy(other + offset, area + 3, length);
    expect(memcmp(other + offset, area + 3, length) == 0 && other[offset + length] == '#',
           "memcpy");
    memmove(area + offset + 1, area + offset, length);
    expect(length == 0 || area[offset + length] == (char)((offset + length - 1) * 7 % 250 + 1),
           "memmove");
    memset(other + offset, 'x', length);
    expect(memchr(other + offset, '#', length + 1) == other + offset + length, "memchr");
    other[offset + length] = 0;
    expect(strlen(other + offset) == length &&
               strnlen(other + offset, 50) == (length < 50 ? length : 50),
           "strlen");
    expect(strchrnul(other + offset, 'y') == other + offset + length, "strchrnul");
    expect(strspn(other + offset, "xy") == length && strcspn(other + offset, "zy") == length,
           "strspn");
    strcpy(area + 5, other + offset);
    expect(strcmp(area + 5, other + offset) == 0 && strncmp(area + 5, other + offset, 600) == 0,
           "strcpy");
    expect(stpcpy(area, other + offset) == area + length, "stpcpy");
    expect((memrchr(other + offset, 'x', length + 1) == NULL) == (length == 0), "memrchr");
}

/* Prints the functions whose results are short. */
static void small(void) {
    char text[64] = "alpha,beta;;gamma", *context, *rest = strcpy(area, "a:b::c"), *part;
    for (char *word = strtok_r(text, ",;", &context); word; word = strtok_r(NULL, ",;", &context))
        printf("<%s>", word);
    while ((part = strsep(&rest, ":")))
        printf("(%s)", part);
    printf("\n%s %s %s\n", strstr("needle in a haystack", "in a"), strrchr("a/b/c", '/'),
           strpbrk("key=value", "=:"));
    printf("%s %s %d %d\n", strcasestr("HayStack", "st"), (char *)memmem("abcabd", 6, "abd", 3),
           strcasecmp("ABC", "abd"), strncasecmp("ABCx", "abcy", 3));
    printf("%d %d %d\n", strverscmp("item9", "item10") < 0, strcmp("\xff", "a") > 0,
           memcmp("\x01", "\xff", 1) < 0);
    size_t copied = strlcpy(text, "truncated", 6), joined = strlcat(text, "!!", 64);
    printf("%zu %zu %s\n", copied, joined, text);
    char *copy = strndup("duplicate", 3);
    printf("%s %s %s\n", copy, strncat(strcpy(text, "ab"), "cdef", 2),
           strncpy(text + 10, "xyz", 10));
    free(copy);
    swab("badc", text, 4);
    printf("%.4s %d %s\n", text, ffs(0x50), basename("/a/b/name"));
}

/* Sweeps all functions; the status is the number of differences. */
int main(void) {
    for (size_t offset = 0; offset < 20; offset++)
        for (size_t length = 0; length < 270; length = length < 40 ? length + 1 : length + 23)
            check(offset, length);
    printf("wrong %u\n", wrong);
    small();
    return (int)wrong;
}
