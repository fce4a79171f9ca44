/* Counts lines, words and bytes of standard input, like wc, and finds the longest line. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct counts {
    unsigned long lines, words, bytes, longest;
};

/* Adds one line, which may hold zero bytes and may lack its newline, to the counts. */
static void count_line(struct counts *counts, const char *line, size_t length) {
    int inside = 0;
    size_t visible = length;
    if (length && line[length - 1] == '\n') {
        counts->lines++;
        visible--;
    }
    for (size_t i = 0; i < length; i++) {
        int blank = isspace((unsigned char)line[i]) != 0;
        if (!blank && !inside)
            counts->words++;
        inside = !blank;
    }
    counts->bytes += length;
    if (visible > counts->longest)
        counts->longest = visible;
}

/* Reads everything with getline and prints the counts; the status is 1 for an empty input. */
int main(void) {
    struct counts counts = {0};
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    while ((length = getline(&line, &capacity, stdin)) >= 0) {
        count_line(&counts, line, (size_t)length);
        if (counts.lines == 2 && length > 0 && line[length - 1] == '\n')
            printf("second line: %s", line);
    }
    printf("end of file %d, error %d\n", feof(stdin) != 0, ferror(stdin) != 0);
    free(line);
    printf("%lu lines %lu words %lu bytes, longest %lu\n", counts.lines, counts.words, counts.bytes,
           counts.longest);
    return counts.bytes == 0;
}
