// Uses all memory several times; nothing may get lost on the way.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define PIECE (256 * 1024)
#define MOST 192

/// Allocates pieces until there are no more, or a bound is reached, and frees them.
static int fill(void) {
    static char *pieces[MOST];
    int count = 0, right = 1;

    while (count < MOST && (pieces[count] = malloc(PIECE))) {
        memset(pieces[count], count, PIECE);
        count++;
    }
    for (int i = 0; i < count; i++) {
        right &= pieces[i][0] == (char)i && pieces[i][PIECE - 1] == (char)i;
        free(pieces[i]);
    }
    return right ? count : -1;
}

int main(void) {
    volatile size_t huge = (size_t)1 << 46;
    int first = fill();

    printf("%s\n", first > 0 ? "ok" : "WRONG");
    for (int i = 0; i < 5; i++) {
        int again = fill();

        printf("%s\n", again == first ? "ok" : "WRONG");
    }
    static void *volatile none;

    none = malloc(huge);
    printf("%s\n", none ? "WRONG" : "ok");
    return 0;
}
