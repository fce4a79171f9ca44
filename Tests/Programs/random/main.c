// Random bytes.

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/random.h>
#include <unistd.h>

static void check(int right, const char *what) {
    printf("%s %s\n", right ? "ok" : "WRONG", what);
}

int main(void) {
    static unsigned char a[10000], b[10000];
    int ones = 0;

    check(getrandom(a, sizeof a, 0) == sizeof a, "getrandom");
    check(getrandom(b, sizeof b, GRND_NONBLOCK) == sizeof b, "at once");
    check(memcmp(a, b, sizeof a) != 0, "never the same");
    for (size_t i = 0; i < sizeof a; i++)
        ones += __builtin_popcount(a[i]);
    check(ones > 39000 && ones < 41000, "half the bits");
    memset(a, 0, sizeof a);
    check(!getentropy(a, 13) && !a[13], "getentropy");
    check(getrandom(a, 1, 64) == -1 && errno == EINVAL, "a wrong flag");
    check(getauxval(AT_RANDOM) != 0, "AT_RANDOM");
    return 0;
}
