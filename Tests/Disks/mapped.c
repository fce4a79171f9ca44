// Counts in a file on /data by way of memory that shows it; every second time without msync.

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { SIZE = 8 << 20, STEP = 4096 };

int main(void) {
    int file = open("/data/map", O_RDWR | O_CREAT, 0644), wrong = 0;
    unsigned char *map, old;

    if (file < 0 || ftruncate(file, SIZE))
        return 1;
    map = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (map == MAP_FAILED)
        return 2;
    old = map[0];
    for (int i = 0; i < SIZE; i += STEP)
        wrong += map[i] != (old ? (unsigned char)(old + i / STEP) : 0);
    printf("%d %s\n", old, wrong ? "WRONG" : "as it was written");
    for (int i = 0; i < SIZE; i += STEP)
        map[i] = old + 1 + i / STEP;
    return old % 2 ? 0 : msync(map, SIZE, MS_SYNC) ? 3 : 0;
}
