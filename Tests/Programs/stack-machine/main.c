/* A virtual machine for a tiny stack language, with words that the program itself defines. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct word {
    char name[16];
    void (*primitive)(void);
    struct word **body;
    long literal;
    struct word *next;
};

static long stack[64];
static int depth;
static struct word *dictionary, **compiling;
static int compiled;
static FILE *source;

/* Takes the top of the stack; an empty stack ends the program. */
static long pop(void) {
    if (depth == 0) {
        printf("stack underflow\n");
        exit(42);
    }
    return stack[--depth];
}

/* Puts a number onto the stack. */
static void push(long number) {
    if (depth < 64)
        stack[depth++] = number;
}

/* Adds. */
static void do_add(void) {
    push(pop() + pop());
}

/* Multiplies. */
static void do_multiply(void) {
    push(pop() * pop());
}

/* Subtracts the top from what is below. */
static void do_subtract(void) {
    long top = pop();
    push(pop() - top);
}

/* Duplicates the top. */
static void do_duplicate(void) {
    long top = pop();
    push(top);
    push(top);
}

/* Exchanges the two upper numbers. */
static void do_swap(void) {
    long top = pop(), below = pop();
    push(top);
    push(below);
}

/* Prints the top. */
static void do_print(void) {
    printf("%ld ", pop());
}

/* Ends a line. */
static void do_newline(void) {
    putchar('\n');
}

/* Prints the names of all words that the program defined. */
static void do_words(void) {
    for (struct word *word = dictionary; word; word = word->next)
        if (word->body)
            printf("%s ", word->name);
}

/* Adds a word to the dictionary. */
static struct word *define(const char *name, void (*primitive)(void)) {
    struct word *word = calloc(1, sizeof *word);
    strncpy(word->name, name, sizeof word->name - 1);
    word->primitive = primitive;
    word->next = dictionary;
    return dictionary = word;
}

/* Runs a primitive, a literal, or the body of a defined word. */
static void run(const struct word *word) {
    if (word->primitive)
        word->primitive();
    else if (!word->body)
        push(word->literal);
    else
        for (struct word **step = word->body; *step; step++)
            run(*step);
}

/* Finds a word, or makes a literal of a number. */
static struct word *find(const char *name) {
    for (struct word *word = dictionary; word; word = word->next)
        if (strcmp(word->name, name) == 0)
            return word;
    char *end;
    long number = strtol(name, &end, 10);
    if (*end) {
        printf("%s?\n", name);
        exit(1);
    }
    struct word *literal = calloc(1, sizeof *literal);
    literal->literal = number;
    return literal;
}

/* Reads the program of standard input word by word. */
int main(void) {
    static const struct {
        const char *name;
        void (*primitive)(void);
    } primitives[] = {{"+", do_add},         {"*", do_multiply}, {"-", do_subtract},
                      {"dup", do_duplicate}, {"swap", do_swap},  {".", do_print},
                      {"cr", do_newline},    {"words", do_words}};
    char name[16];
    source = stdin;
    for (size_t i = 0; i < sizeof primitives / sizeof primitives[0]; i++)
        define(primitives[i].name, primitives[i].primitive);
    while (fscanf(source, "%15s", name) == 1) {
        if (strcmp(name, ":") == 0 && fscanf(source, "%15s", name) == 1) {
            compiling = define(name, NULL)->body = calloc(32, sizeof *compiling);
            compiled = 0;
        } else if (strcmp(name, ";") == 0) {
            compiling = NULL;
        } else if (compiling && compiled < 31) {
            compiling[compiled++] = find(name);
        } else {
            run(find(name));
        }
    }
    return depth;
}
