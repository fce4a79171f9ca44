/* Private maps of files: content, zero fill after the end, writes that stay private, offsets,
 * closed files. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE = 4096 };

/* Makes a file of three pages and a bit, in which every line tells its number. */
static int make_file(const char *path) {
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 1600; i++)
        fprintf(file, "line %4d", i);
    fclose(file);
    return open(path, O_RDWR);
}

/* Counts a letter in a deployed file without reading it. */
static void deployed(const char *path, char letter) {
    struct stat status;
    int descriptor = open(path, O_RDONLY), count = 0;
    fstat(descriptor, &status);
    const char *text = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    close(descriptor);
    for (off_t i = 0; i < status.st_size; i++)
        count += text[i] == letter;
    printf("%ld bytes, %d times %c, zero after the end %d\n", (long)status.st_size, count, letter,
           text[status.st_size] == 0);
    munmap((void *)text, (size_t)status.st_size);
}

/* Maps the same file twice and writes into one of the maps. */
int main(void) {
    char buffer[10] = "";
    deployed("data/text.txt", 'e');
    int descriptor = make_file("map.txt");
    off_t size = lseek(descriptor, 0, SEEK_END);
    char *whole = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_PRIVATE, descriptor, 0);
    char *tail = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, descriptor, 2 * PAGE);
    printf("size %ld, '%.9s' '%.9s'\n", (long)size, whole, whole + 9 * 1000);
    printf("offset agrees %d\n", memcmp(whole + 2 * PAGE, tail, PAGE) == 0);
    printf("rest of the last page is zero %d\n", whole[size] == 0 && whole[4 * PAGE - 1] == 0);
    memcpy(whole, "private!!", 9);
    pread(descriptor, buffer, 9, 0);
    printf("map '%.9s', file '%s'\n", whole, buffer);
    close(descriptor);
    printf("after close '%.9s'\n", whole + 9 * 5);
    printf("unlink %d, still there '%.9s'\n", unlink("map.txt"), whole + 9 * 700);
    printf("protect %d, '%.4s'\n", mprotect(whole, PAGE, PROT_READ), whole);
    printf("unmap %d %d\n", munmap(whole, (size_t)size), munmap(tail, PAGE));
    void *bad = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, 999, 0);
    printf("bad descriptor %d %s\n", bad == MAP_FAILED, strerror(errno));
    descriptor = open("data/text.txt", O_RDONLY);
    bad = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE, descriptor, 100);
    printf("bad offset %d %s\n", bad == MAP_FAILED, strerror(errno));
    char *shared = mmap(NULL, PAGE, PROT_READ, MAP_SHARED, descriptor, 0);
    printf("shared for reading '%.5s'\n", shared);
    close(descriptor);
    return 0;
}
