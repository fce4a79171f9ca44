/* Folders: opendir, readdir, seekdir, scandir with filters and orders, many entries, removal while
 * reading. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Keeps names that do not begin with a dot. */
static int visible(const struct dirent *entry) {
    return entry->d_name[0] != '.';
}

/* Keeps names that end with ".c". */
static int is_source(const struct dirent *entry) {
    size_t length = strlen(entry->d_name);
    return length > 2 && strcmp(entry->d_name + length - 2, ".c") == 0;
}

/* Orders by length, then by name. */
static int by_length(const struct dirent **a, const struct dirent **b) {
    size_t left = strlen((*a)->d_name), right = strlen((*b)->d_name);
    return left != right ? (left < right ? -1 : 1) : alphasort(a, b);
}

/* Lists a folder through scandir. */
static void list(const char *path, int (*filter)(const struct dirent *),
                 int (*order)(const struct dirent **, const struct dirent **)) {
    struct dirent **entries;
    int count = scandir(path, &entries, filter, order);
    printf("%d:", count);
    for (int i = 0; i < count; i++) {
        printf(" %s%s", entries[i]->d_name,
               entries[i]->d_type == DT_DIR   ? "/"
               : entries[i]->d_type == DT_LNK ? "@"
                                              : "");
        free(entries[i]);
    }
    putchar('\n');
    if (count >= 0)
        free(entries);
}

/* Makes an empty file. */
static void touch(const char *path) {
    close(open(path, O_CREAT | O_WRONLY, 0644));
}

/* Makes many files, counts them, removes them during the walk, and counts again. */
static void many(void) {
    char path[32];
    unsigned seen = 0, sum = 0, left = 0;
    mkdir("many", 0755);
    for (int i = 0; i < 300; i++) {
        snprintf(path, sizeof path, "many/file-%d", i);
        touch(path);
    }
    DIR *folder = opendir("many");
    for (struct dirent *entry; (entry = readdir(folder));)
        if (visible(entry)) {
            seen++;
            sum += (unsigned)atoi(entry->d_name + 5);
        }
    rewinddir(folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        if (visible(entry))
            unlinkat(dirfd(folder), entry->d_name, 0);
    rewinddir(folder);
    while (readdir(folder))
        left++;
    closedir(folder);
    printf("seen %u, sum %u, left %u\n", seen, sum, left);
}

/* Lists in several orders. */
int main(void) {
    list("data", visible, alphasort);
    mkdir("data/sub", 0755);
    symlink("sub", "data/to-sub");
    touch("data/sub/x");
    touch("data/item10.c");
    touch("data/item9.c");
    touch("data/.hidden");
    list("data", visible, alphasort);
    list("data", is_source, versionsort);
    list("data", NULL, by_length);
    list("data/to-sub", visible, alphasort);
    list("missing", NULL, NULL);
    many();
    printf("rmdir %d\n", rmdir("many"));
    DIR *folder = opendir("data/alpha.c");
    printf("opendir of a file: %s\n", folder ? "works" : strerror(errno));
    folder = opendir("data/sub");
    long start = telldir(folder);
    struct dirent *first = readdir(folder);
    char name[32];
    strcpy(name, first ? first->d_name : "");
    seekdir(folder, start);
    first = readdir(folder);
    printf("same again %d\n", first && strcmp(first->d_name, name) == 0);
    closedir(folder);
    return 0;
}
