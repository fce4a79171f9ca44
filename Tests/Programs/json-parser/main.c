/* Reads a deployed JSON file and prints it: a reader in another file, recursive values, errors. */
#include "json.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Prints a value with indentation, each level deeper than the last. */
static void print(const struct value *value, int depth) {
    printf("%*s", depth * 2, "");
    if (value->key)
        printf("%s: ", value->key);
    switch (value->kind) {
    case NONE:
        puts("null");
        break;
    case BOOLEAN:
        puts(value->number != 0 ? "true" : "false");
        break;
    case NUMBER:
        printf("%.15g\n", value->number);
        break;
    case TEXT:
        printf("\"%s\"\n", value->text);
        break;
    case LIST:
    case OBJECT:
        puts(value->kind == LIST ? "list" : "object");
        for (const struct value *child = value->child; child; child = child->next)
            print(child, depth + 1);
    }
}

/* Frees a value with everything below and after it. */
static int release(struct value *value) {
    int count = 0;
    while (value) {
        struct value *next = value->next;
        count += 1 + release(value->child);
        free(value->text);
        free(value->key);
        free(value);
        value = next;
    }
    return count;
}

/* Reads the file that the argument names. */
int main(int argc, char **argv) {
    static char text[4096];
    FILE *file = fopen(argc > 1 ? argv[1] : "data/sample.json", "r");
    if (!file) {
        perror("fopen");
        return 2;
    }
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    cursor = text;
    struct value *value = parse();
    cursor += strspn(cursor, " \t\r\n");
    if (failed || *cursor)
        printf("error at %td\n", cursor - text);
    else
        print(value, 0);
    int status = failed;
    printf("%d values\n", release(value));
    return status;
}
