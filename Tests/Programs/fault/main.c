// One fault, chosen by the argument. None may go on.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static const int constant = 5;
static char code[] = {(char)0xc3};
volatile int zero;

static int overflow(int depth) {
    volatile char big[4096];

    big[0] = depth;
    return overflow(depth + 1) + big[0];
}

static void call(void *address) {
    void (*volatile function)(void) = (void (*)(void))address;

    function();
}

int main(int count, char **arguments) {
    const char *what = count > 1 ? arguments[1] : "";
    char on_stack[] = {(char)0xc3};

    puts(what);
    fflush(stdout);
    if (!strcmp(what, "read-null"))
        printf("%d\n", *(volatile int *)(long)zero);
    if (!strcmp(what, "write-null"))
        *(volatile int *)(long)(zero + 8) = 1;
    if (!strcmp(what, "call-null"))
        call((void *)(long)zero);
    if (!strcmp(what, "stack"))
        printf("%d\n", overflow(0));
    if (!strcmp(what, "undefined"))
        __asm__ volatile("ud2");
    if (!strcmp(what, "breakpoint"))
        __asm__ volatile("int3");
    if (!strcmp(what, "divide"))
        __asm__ volatile("idivl %0" : : "r"(zero), "a"(1), "d"(0));
    if (!strcmp(what, "write-text"))
        *(volatile char *)main = 0;
    if (!strcmp(what, "write-constant"))
        *(volatile int *)&constant = 6;
    if (!strcmp(what, "execute-data"))
        call(code);
    if (!strcmp(what, "execute-stack"))
        call(on_stack);
    if (!strcmp(what, "execute-heap"))
        call(memcpy(malloc(16), code, 1));
    if (!strcmp(what, "non-canonical"))
        printf("%d\n", *(volatile int *)0x8000000000000000UL);
    if (!strcmp(what, "far"))
        printf("%d\n", *(volatile int *)0x700000000000UL);
    if (!strcmp(what, "read-only"))
        *(volatile char *)mmap(0, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) = 1;
    if (!strcmp(what, "unmapped")) {
        char *page = mmap(0, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

        page[0] = page[4096] = 1;
        munmap(page + 4096, 4096);
        page[0] = 2;
        *(volatile char *)(page + 4096) = 1;
    }
    if (!strcmp(what, "abort"))
        abort();
    puts("still here");
    return 0;
}
