// Functions of the program's own in the place of some of the C library's, beside others of it that
// stand near them there.

#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>

size_t strlen(const char *text) {
    size_t length = 0;

    while (text[length])
        length++;
    return length;
}

void *memchr(const void *bytes, int byte, size_t count) {
    const unsigned char *at = bytes;

    for (; count; at++, count--)
        if (*at == (unsigned char)byte)
            return (void *)at;
    return NULL;
}

int main(int count, char **words) {
    const char *text = count > 1 ? words[1] : "a text with a colon: and more";

    printf("%zu %s\n", strlen(text), strchrnul(text, ':'));
    printf("%s %s\n", strchr(text, 'w'), strchr(text, '?') ? "?" : "none");
    printf("%s\n", (char *)memchr(text, 'm', strlen(text)));
    return 0;
}
