// mmap and its family.

#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE 4096UL
#define MEGA (1UL << 20)

static void check(int right, const char *what) {
    printf("%s %s\n", right ? "ok" : "WRONG", what);
}

static char *map(size_t size, int protection, int flags) {
    return mmap(NULL, size, protection, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
}

static void anonymous(void) {
    char *a = map(10 * PAGE, PROT_READ | PROT_WRITE, 0), *b;
    unsigned char resident[10];
    int sum = 0;

    for (size_t i = 0; i < 10 * PAGE; i++)
        sum |= a[i];
    check(sum == 0, "new memory is zero");
    memset(a, 7, 10 * PAGE);
    check(!munmap(a + 3 * PAGE, 2 * PAGE), "a hole");
    check(mincore(a, 10 * PAGE, resident) == -1 && errno == ENOMEM, "mincore sees the hole");
    check(!mincore(a, 3 * PAGE, resident) && resident[0] & resident[1] & resident[2] & 1,
          "mincore sees pages");
    b = mmap(a + 3 * PAGE, 2 * PAGE, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    check(b == a + 3 * PAGE && b[0] == 0 && a[2 * PAGE] == 7, "MAP_FIXED fills the hole");
    b = mmap(a, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    check(b == MAP_FAILED && errno == EEXIST, "MAP_FIXED_NOREPLACE");
    check(!madvise(a, PAGE, MADV_DONTNEED) && a[0] == 0 && a[PAGE] == 7, "MADV_DONTNEED");
    check(!msync(a, PAGE, MS_SYNC), "msync");
    check(!mlock(a, PAGE) && !munlock(a, PAGE), "mlock");
    check(!mprotect(a, PAGE, PROT_NONE) && !mprotect(a, PAGE, PROT_READ | PROT_WRITE) && !a[0],
          "mprotect");
    munmap(a, 10 * PAGE);
    check(mprotect(a, PAGE, PROT_READ) == -1 && errno == ENOMEM, "mprotect of nothing");
    check(munmap(a, 10 * PAGE) == 0, "munmap of nothing");
}

static void errors(void) {
    check(map(0, PROT_READ, 0) == MAP_FAILED && errno == EINVAL, "no length");
    check(map(-PAGE, PROT_READ, 0) == MAP_FAILED && errno == ENOMEM, "too much length");
    check(mmap(NULL, PAGE, PROT_READ, MAP_ANONYMOUS, -1, 0) == MAP_FAILED && errno == EINVAL,
          "neither shared nor private");
    check(mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, 77, 0) == MAP_FAILED && errno == EBADF,
          "no such descriptor");
    check(mmap((void *)(uintptr_t)1, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1,
               0) == MAP_FAILED &&
              errno == EINVAL,
          "an address within a page");
    check(munmap((void *)(uintptr_t)1, PAGE) == -1 && errno == EINVAL, "munmap within a page");
}

static void large(void) {
    size_t size = 16UL << 30;
    char *a = map(size, PROT_NONE, MAP_NORESERVE), *b;

    check(a != MAP_FAILED, "16 GiB of addresses");
    check(!mprotect(a + size / 2, MEGA, PROT_READ | PROT_WRITE), "a MiB of it");
    memset(a + size / 2, 1, MEGA);
    check(a[size / 2 + MEGA - 1] == 1, "used");
    check(!munmap(a + size / 2 - MEGA, 4 * MEGA), "a hole in it");
    b = mmap(a + size / 2, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    check(b == a + size / 2 && *b == 0, "the wish for a free address");
    check(!munmap(a, size), "all of it back");
}

static void remap(void) {
    char *a = map(4 * PAGE, PROT_READ | PROT_WRITE, 0), *b, *c;

    memset(a, 'a', 4 * PAGE);
    check(mremap(a, 4 * PAGE, 2 * PAGE, 0) == a, "mremap shrinks");
    b = mmap(a + 2 * PAGE, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
             -1, 0);
    check(mremap(a, 2 * PAGE, 3 * PAGE, 0) == MAP_FAILED && errno == ENOMEM, "no room to grow");
    c = mremap(a, 2 * PAGE, 600 * PAGE, MREMAP_MAYMOVE);
    check(c != MAP_FAILED && c != a && c[0] == 'a' && c[2 * PAGE - 1] == 'a' && c[2 * PAGE] == 0,
          "mremap moves");
    c[600 * PAGE - 1] = 'z';
    check(munmap(b, PAGE) == 0, "the obstacle");
    b = map(PAGE, PROT_READ, 0);
    a = mremap(c, 600 * PAGE, 600 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, b);
    check(a == MAP_FAILED || a == b, "mremap to a place");
    if (a == b)
        check(a[0] == 'a' && a[600 * PAGE - 1] == 'z', "with its memory");
    check(mremap(c, PAGE, 2 * PAGE, MREMAP_MAYMOVE) == MAP_FAILED && errno == EFAULT,
          "mremap of nothing");
}

static int add(int a, int b) {
    return a + b;
}

static void code(void) {
    // lea (%rdi,%rsi), %eax; ret
    static const unsigned char machine_code[] = {0x8d, 0x04, 0x37, 0xc3};
    char *page = map(PAGE, PROT_READ | PROT_WRITE, 0);
    int (*volatile function)(int, int) = add;

    memcpy(page, machine_code, sizeof machine_code);
    check(!mprotect(page, PAGE, PROT_READ | PROT_EXEC), "a page of code");
    function = (int (*)(int, int))page;
    check(function(20, 22) == add(20, 22), "that runs");
}

static void many(void) {
    char *pages[500];
    int right = 1;

    for (int i = 0; i < 500; i++) {
        pages[i] = map((i % 7 + 1) * PAGE, PROT_READ | PROT_WRITE, 0);
        memset(pages[i], i, (i % 7 + 1) * PAGE);
    }
    for (int i = 0; i < 500; i += 2)
        munmap(pages[i], (i % 7 + 1) * PAGE);
    for (int i = 1; i < 500; i += 2)
        right &= pages[i][0] == (char)i && pages[i][(i % 7 + 1) * PAGE - 1] == (char)i;
    check(right, "many mappings");
}

static void file(void) {
    int descriptor = open("/tmp/memory-map", O_RDWR | O_CREAT | O_TRUNC, 0600);
    char *a;

    if (descriptor < 0)
        descriptor = open("memory-map.tmp", O_RDWR | O_CREAT | O_TRUNC, 0600);
    for (int i = 0; i < 1500; i++)
        dprintf(descriptor, "%04d\n", i);
    a = mmap(NULL, 7500, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0);
    check(a != MAP_FAILED && !memcmp(a + 7495, "1499\n", 5) && !a[7500], "a file in memory");
    if (a != MAP_FAILED)
        a[0] = 'x';
    check(pread(descriptor, a + 1, 1, 0) == 1 && a[1] == '0', "a private copy");
    a = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, descriptor, PAGE);
    check(a != MAP_FAILED && !memcmp(a, "9\n0820\n", 5 - 1) == !memcmp(a, "9\n08", 4),
          "a part of a file");
    printf("%.12s", a);
    check(mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, descriptor, 1) == MAP_FAILED && errno == EINVAL,
          "an offset within a page");
    close(descriptor);
    check(a[0] != 0, "a mapping outlives its descriptor");
    unlink("/tmp/memory-map");
    unlink("memory-map.tmp");
}

int main(int count, char **arguments) {
    anonymous();
    errors();
    large();
    remap();
    code();
    many();
    if (count == 1)
        file();
    return 0;
}
