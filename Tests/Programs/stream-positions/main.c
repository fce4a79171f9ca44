/* fseek, ftell, fgetpos, rewind, ungetc, holes, buffers of every kind, end of file that comes and
 * goes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reads a number of characters and prints them. */
static void print_next(FILE *file, int count) {
    while (count--) {
        int c = fgetc(file);
        printf("%c", c == EOF ? '$' : c == 0 ? '0' : c);
    }
    printf(" at %ld, end %d\n", ftell(file), feof(file) != 0);
}

/* Pushes characters back in several situations. */
static void push_back(FILE *file) {
    rewind(file);
    int first = fgetc(file);
    ungetc('X', file);
    int pushed = fgetc(file), next = fgetc(file);
    printf("first %c, pushed %c, next %c, at %ld\n", first, pushed, next, ftell(file));
    fseek(file, 0, SEEK_END);
    printf("end %d", fgetc(file));
    ungetc('Y', file);
    printf(", end of file gone %d", feof(file) == 0);
    printf(", again %c\n", fgetc(file));
    ungetc('Z', file);
    fseek(file, 1, SEEK_SET);
    printf("seek drops what was pushed: %c", fgetc(file));
    printf(", pushing EOF %d\n", ungetc(EOF, file));
}

/* Copies a file line by line with buffers of different kinds. */
static void buffers(const char *from) {
    static const int kinds[] = {_IOFBF, _IOLBF, _IONBF};
    static char buffer[16];
    for (int i = 0; i < 3; i++) {
        char line[20];
        int lines = 0;
        FILE *in = fopen(from, "r"), *out = tmpfile();
        setvbuf(in, kinds[i] == _IONBF ? NULL : buffer, kinds[i], sizeof buffer);
        setvbuf(out, NULL, kinds[2 - i], 8);
        while (fgets(line, sizeof line, in)) {
            lines++;
            fputs(line, out);
        }
        printf("kind %d: %d lines, %ld bytes\n", i, lines, ftell(out));
        fclose(in);
        fclose(out);
    }
}

/* Moves around in a file. */
int main(void) {
    fpos_t position;
    FILE *file = fopen("positions.txt", "w+");
    for (int i = 0; i < 10; i++)
        fprintf(file, "line %d of ten\n", i);
    printf("size %ld\n", ftell(file));
    fseek(file, 5, SEEK_SET);
    print_next(file, 4);
    fseek(file, -4, SEEK_END);
    print_next(file, 6);
    fseek(file, -20, SEEK_CUR);
    fgetpos(file, &position);
    print_next(file, 6);
    fsetpos(file, &position);
    print_next(file, 3);
    printf("before the start %d\n", fseek(file, -1, SEEK_SET));
    push_back(file);
    fseek(file, 3, SEEK_END);
    fputs("after a hole", file);
    fseek(file, -16, SEEK_END);
    print_next(file, 16);
    fseek(file, 5, SEEK_SET);
    fputc('#', file);
    fseek(file, 0, SEEK_CUR);
    print_next(file, 3);
    fclose(file);
    buffers("positions.txt");
    remove("positions.txt");
    return 0;
}
