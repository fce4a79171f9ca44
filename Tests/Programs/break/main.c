// The end of the data segment, by the system call itself.

#define _GNU_SOURCE

#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static void check(int right, const char *what) {
    printf("%s %s\n", right ? "ok" : "WRONG", what);
}

int main(void) {
    char *start = (char *)syscall(SYS_brk, 0), *end;

    check(start != (char *)-1, "where it is");
    end = start + 3000000;
    check((char *)syscall(SYS_brk, end) == end, "grows");
    memset(start, 1, end - start);
    check(start[0] == 1 && end[-1] == 1, "may be used");
    check((char *)syscall(SYS_brk, start + 10000) == start + 10000, "shrinks");
    check((char *)syscall(SYS_brk, end) == end, "grows again");
    check(start[9999] == 1 && end[-1] == 0, "with zeros");
    check((char *)syscall(SYS_brk, 1) == end, "a wrong wish");
    check((char *)syscall(SYS_brk, start) == start, "back to the start");
    return 0;
}
