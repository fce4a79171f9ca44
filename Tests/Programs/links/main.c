/* Symbolic and hard links: through files and folders, loops, dangling, rename over each other. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Prints a result, and the error when there is one. */
static void result(const char *what, long value) {
    printf("%s: %ld%s%s\n", what, value, value < 0 ? " " : "", value < 0 ? strerror(errno) : "");
}

/* Writes a text into a new file. */
static void make(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
}

/* Prints the text of a file. */
static void show(const char *path) {
    char buffer[40] = "";
    int descriptor = open(path, O_RDONLY);
    if (descriptor < 0) {
        printf("%s: %s\n", path, strerror(errno));
        return;
    }
    ssize_t count = read(descriptor, buffer, sizeof buffer - 1);
    printf("%s: %zd '%s'\n", path, count, buffer);
    close(descriptor);
}

/* Gives the number of hard links. */
static int links(const char *path) {
    struct stat status;
    return lstat(path, &status) == 0 ? (int)status.st_nlink : -1;
}

/* Makes, follows and removes links. */
int main(void) {
    char target[40] = "";
    mkdir("folder", 0755);
    make("folder/file", "the text");
    result("symlink", symlink("folder/file", "soft"));
    result("symlink to a folder", symlink("folder", "way"));
    result("symlink chain", symlink("way", "longer-way"));
    show("soft");
    show("longer-way/file");
    ssize_t length = readlink("soft", target, sizeof target);
    printf("readlink %zd %s\n", length, target);
    length = readlink("soft", target, 3);
    printf("readlink short %zd\n", length);
    result("readlink of a file", readlink("folder/file", target, 40));
    result("hard link", link("folder/file", "hard"));
    printf("links %d %d\n", links("hard"), links("folder/file"));
    make("hard", "changed");
    show("soft");
    result("unlink", unlink("folder/file"));
    show("soft");
    printf("links %d\n", links("hard"));
    result("loop", symlink("loop-b", "loop-a") + symlink("loop-a", "loop-b"));
    show("loop-a");
    result("no follow", open("soft", O_RDONLY | O_NOFOLLOW));
    make("soft", "created through a dangling link");
    show("folder/file");
    result("rename over", rename("hard", "folder/file"));
    show("soft");
    result("rename folder", rename("folder", "moved"));
    show("way/file");
    result("symlink exists", symlink("x", "way"));
    result("rename into itself", rename("moved", "moved/inside"));
    result("rename to missing", rename("moved", "no/such"));
    unlink("soft");
    unlink("way");
    unlink("longer-way");
    unlink("loop-a");
    unlink("loop-b");
    unlink("moved/file");
    result("rmdir", rmdir("moved"));
    return 0;
}
