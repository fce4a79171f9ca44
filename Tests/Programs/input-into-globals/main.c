/* Variables that no C statement assigns: the kernel, stdio, sscanf, assembly or a pointer in a
 * struct writes them. Taking them for constants would print zeros. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static struct {
    char magic[4];
    int mode;
} configuration;
static char by_readv[2][4];
static struct stat status;
static int ends[2];
static unsigned char by_fread[6];
static int by_sscanf, by_assembly;
static struct pollfd polled;
static char *line;
static size_t line_capacity;
static char *rest;

/* The way to write through data: the addresses stand in a constant table. */
static int by_table[2];
static int *const targets[] = {&by_table[0], &by_table[1]};

/* Is chosen only by the mode that read() stores. */
static const char *mode_name(void) {
    switch (configuration.mode) {
    case 0:
        return "default mode";
    case 0x34333231:
        return "mode from the input";
    }
    return "strange mode";
}

/* Lets everything be written behind the compiler's back, then prints it. */
int main(int argc, char **argv) {
    (void)argv;
    struct iovec parts[2] = {{by_readv[0], 4}, {by_readv[1], 4}};
    if (read(0, &configuration, sizeof configuration) != sizeof configuration)
        return 1;
    printf("%.4s: %s\n", configuration.magic, mode_name());
    printf("readv %zd %.4s %.4s\n", readv(0, parts, 2), by_readv[0], by_readv[1]);
    printf("fread %zu %.6s\n", fread(by_fread, 1, sizeof by_fread, stdin), (char *)by_fread);
    ssize_t length = getline(&line, &line_capacity, stdin);
    printf("line %zd %s", length, line);
    sscanf("value 321", "value %d", &by_sscanf);
    printf("sscanf %d\n", by_sscanf);
    int result = stat("data/some.txt", &status);
    printf("stat %d, regular %d, size %ld\n", result, S_ISREG(status.st_mode),
           (long)status.st_size);
    result = pipe(ends);
    printf("pipe %d, different %d\n", result, ends[0] != ends[1]);
    polled.fd = ends[1];
    polled.events = POLLOUT;
    result = poll(&polled, 1, 0);
    printf("poll %d, writable %d\n", result, (polled.revents & POLLOUT) != 0);
    *targets[argc % 2] = 17;
    printf("table %d %d\n", by_table[0], by_table[1]);
    long bottles = strtol("99 bottles", &rest, 10);
    printf("strtol %ld %s\n", bottles, rest);
    __asm__ volatile("movl $5, (%0)" : : "r"(&by_assembly) : "memory");
    printf("assembly %d\n", by_assembly);
    free(line);
    return configuration.mode & 0x7f;
}
