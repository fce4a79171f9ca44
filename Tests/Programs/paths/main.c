/* Paths: getcwd, chdir, fchdir, realpath, basename and dirname; absolute paths differ, so only
 * tails are shown. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char start[PATH_MAX];

/* Prints a path from the folder in which the program started. */
static void print_relative(const char *title, const char *path) {
    size_t length = strlen(start);
    if (length == 1)
        length = 0;
    if (!path)
        printf("%s: %s\n", title, strerror(errno));
    else if (strncmp(path, start, length) == 0)
        printf("%s: <start>%s\n", title,
               path[length] == '/' && !path[length + 1] ? "" : path + length);
    else
        printf("%s: outside\n", title);
}

/* Prints the current folder. */
static void print_current(const char *title) {
    char path[PATH_MAX];
    print_relative(title, getcwd(path, sizeof path));
}

/* Prints what basename and dirname make of a path. */
static void split(const char *path) {
    char first[40], second[40];
    strcpy(first, path);
    strcpy(second, path);
    printf("'%s' -> '%s' '%s'\n", path, dirname(first), basename(second));
}

/* Moves through folders. */
int main(void) {
    static const char *const paths[] = {"/usr/lib/x.so", "file", "a/b/", "/", "",
                                        "//x//",         "..",   "dir/."};
    char small[2], resolved[PATH_MAX];
    getcwd(start, sizeof start);
    mkdir("outer", 0755);
    mkdir("outer/inner", 0755);
    symlink("outer/inner", "shortcut");
    print_current("at start");
    chdir("outer/inner");
    print_current("inner");
    chdir("..");
    print_current("outer");
    int folder = open("inner", O_RDONLY | O_DIRECTORY);
    chdir("/");
    printf("root %s\n", getcwd(small, sizeof small));
    fchdir(folder);
    close(folder);
    print_current("back by descriptor");
    printf("too small %d\n", getcwd(small, sizeof small) == NULL);
    chdir(start);
    int result = chdir("nowhere");
    printf("nowhere %d %s\n", result, strerror(errno));
    print_relative("realpath", realpath("shortcut/../inner/./", resolved));
    char *allocated = realpath("outer//inner/..", NULL);
    print_relative("realpath", allocated);
    free(allocated);
    print_relative("realpath of nothing", realpath("outer/nothing", NULL));
    chdir("shortcut");
    print_current("through a link");
    chdir(start);
    for (unsigned i = 0; i < sizeof paths / sizeof paths[0]; i++)
        split(paths[i]);
    unlink("shortcut");
    printf("%d", rmdir("outer/inner"));
    printf(" %d\n", rmdir("outer"));
    return 0;
}
