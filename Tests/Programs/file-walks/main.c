/* ftw, nftw and glob: callbacks for every file, early stops, pruning, patterns, an error callback.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *found[32];
static int found_count, files;

/* Orders texts. */
static int by_text(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Notes one line for later, for the order of a walk is not fixed. */
static void note(const char *line) {
    if (found_count < 32)
        found[found_count++] = strdup(line);
}

/* Prints the noted lines in order and forgets them. */
static void print_notes(const char *title) {
    printf("%s:\n", title);
    qsort(found, (size_t)found_count, sizeof found[0], by_text);
    for (int i = 0; i < found_count; i++) {
        printf("  %s\n", found[i]);
        free(found[i]);
    }
    found_count = 0;
}

/* Notes path, kind, depth and where the name begins. */
static int visit(const char *path, const struct stat *status, int kind, struct FTW *place) {
    char line[80];
    snprintf(line, sizeof line, "%s kind %d level %d base %s size %ld", path, kind, place->level,
             path + place->base, kind == FTW_F ? (long)status->st_size : 0);
    note(line);
    return 0;
}

/* Stops the walk at a certain file. */
static int stop_at(const char *path, const struct stat *status, int kind) {
    (void)status;
    files += kind == FTW_F;
    return strstr(path, "stop") ? 77 : 0;
}

/* Removes what the walk comes to. */
static int remove_all(const char *path, const struct stat *status, int kind, struct FTW *place) {
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

/* Prints what a pattern matches. */
static void match(const char *pattern, int flags) {
    glob_t matches;
    int result = glob(pattern, flags, NULL, &matches);
    printf("%s: %d", pattern, result);
    for (size_t i = 0; result == 0 && i < matches.gl_pathc; i++)
        printf(" %s", matches.gl_pathv[i]);
    putchar('\n');
    globfree(&matches);
}

/* Builds a small tree and walks over it. */
int main(void) {
    static const char *const folders[] = {"tree", "tree/a", "tree/a/deep", "tree/b"};
    static const char *const names[] = {"tree/one.c", "tree/a/two.c", "tree/a/deep/three.h",
                                        "tree/b/stop.txt", "tree/b/.hidden"};
    for (unsigned i = 0; i < 4; i++)
        mkdir(folders[i], 0755);
    for (unsigned i = 0; i < 5; i++) {
        int descriptor = open(names[i], O_CREAT | O_WRONLY, 0644);
        ftruncate(descriptor, (long)i * 10);
        close(descriptor);
    }
    symlink("a", "tree/link");
    nftw("tree", visit, 10, FTW_PHYS);
    print_notes("before the content");
    nftw("tree/a", visit, 10, FTW_PHYS | FTW_DEPTH);
    print_notes("after the content");
    printf("stopped with %d\n", ftw("tree/b", stop_at, 5));
    match("tree/*", 0);
    match("tree/*.c", 0);
    match("tree/*/*.[ch]", 0);
    match("tree/?", GLOB_MARK);
    match("tree/b/*", GLOB_PERIOD);
    match("tree/none*", 0);
    match("tree/none*", GLOB_NOCHECK);
    int removed = nftw("tree", remove_all, 10, FTW_PHYS | FTW_DEPTH);
    printf("removed %d, gone %d\n", removed, access("tree", F_OK));
    return files > 0 ? 0 : 1;
}
