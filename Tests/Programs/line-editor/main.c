/* A line editor that works on a file: reads, inserts, deletes, substitutes, undoes, writes and
 * re-reads. */
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINES = 100 };

static char *lines[LINES], *undo[LINES];
static int count, undo_count;

/* Frees a set of lines. */
static void release(char **set, int size) {
    for (int i = 0; i < size; i++)
        free(set[i]);
}

/* Remembers the state before a change. */
static void remember(void) {
    release(undo, undo_count);
    for (undo_count = 0; undo_count < count; undo_count++)
        undo[undo_count] = strdup(lines[undo_count]);
}

/* Goes back to the remembered state. */
static void restore(void) {
    release(lines, count);
    for (count = 0; count < undo_count; count++)
        lines[count] = strdup(undo[count]);
}

/* Reads a file. */
static void read_file(const char *path) {
    char buffer[256];
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        return;
    }
    release(lines, count);
    count = 0;
    while (count < LINES && fgets(buffer, sizeof buffer, file)) {
        buffer[strcspn(buffer, "\n")] = 0;
        lines[count++] = strdup(buffer);
    }
    fclose(file);
    printf("%d lines\n", count);
}

/* Writes a file beside, then renames it. */
static void write_file(const char *path) {
    FILE *file = fopen("editor.tmp", "w");
    for (int i = 0; i < count; i++)
        fprintf(file, "%s\n", lines[i]);
    long size = ftell(file);
    fclose(file);
    printf("wrote %ld bytes, rename %d\n", size, rename("editor.tmp", path));
}

/* Inserts a line before a number. */
static void insert(int number, const char *text) {
    if (number < 1 || number > count + 1 || count == LINES)
        return;
    memmove(lines + number, lines + number - 1, (size_t)(count++ - number + 1) * sizeof lines[0]);
    lines[number - 1] = strdup(text);
}

/* Deletes a line. */
static void delete_line(int number) {
    if (number < 1 || number > count)
        return;
    free(lines[number - 1]);
    memmove(lines + number - 1, lines + number, (size_t)(count-- - number) * sizeof lines[0]);
}

/* Substitutes the first match of a pattern in every line. */
static void substitute(const char *pattern, const char *with) {
    regex_t regex;
    regmatch_t match;
    if (regcomp(&regex, pattern, REG_EXTENDED) != 0) {
        puts("bad pattern");
        return;
    }
    for (int i = 0; i < count; i++) {
        if (regexec(&regex, lines[i], 1, &match, 0) != 0)
            continue;
        size_t size = strlen(lines[i]) + strlen(with) + 1;
        char *fresh = malloc(size);
        snprintf(fresh, size, "%.*s%s%s", (int)match.rm_so, lines[i], with, lines[i] + match.rm_eo);
        free(lines[i]);
        lines[i] = fresh;
    }
    regfree(&regex);
}

/* Runs the commands of standard input. */
int main(void) {
    char command[128], first[64], second[64];
    int number;
    while (fgets(command, sizeof command, stdin)) {
        command[strcspn(command, "\n")] = 0;
        if (command[0] != 'u' && command[0] != 'p' && command[0] != 'w')
            remember();
        if (sscanf(command, "r %63s", first) == 1)
            read_file(first);
        else if (sscanf(command, "w %63s", first) == 1)
            write_file(first);
        else if (sscanf(command, "i %d %63[^\n]", &number, first) == 2)
            insert(number, first);
        else if (sscanf(command, "d %d", &number) == 1)
            delete_line(number);
        else if (sscanf(command, "s/%63[^/]/%63[^/]/", first, second) == 2)
            substitute(first, second);
        else if (command[0] == 'u')
            restore();
        else if (command[0] == 'p')
            for (int i = 0; i < count; i++)
                printf("%2d %s\n", i + 1, lines[i]);
        else
            printf("? %s\n", command);
    }
    release(lines, count);
    release(undo, undo_count);
    return count;
}
