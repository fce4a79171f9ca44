/* Calls through pointers whose prototype differs from the function's, in the ways that real code
 * relies on and that the calling convention tolerates. A compiler that matches calls by exact type
 * must not lose them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct word {
    const char *text;
};

typedef void (*any_function)(void);

/* Returns a value that the caller ignores through a void type. */
static int count_calls(const char *text) {
    static int calls;
    printf("%s, call %d\n", text, ++calls);
    return calls;
}

/* Takes fewer arguments than the caller passes. */
static int takes_one(int first) {
    return first * 2;
}

/* Takes none at all. */
static int takes_none(void) {
    return 17;
}

/* Compares with typed parameters, where qsort wants void pointers. */
static int compare_words(const struct word *a, const struct word *b) {
    return strcmp(a->text, b->text);
}

/* Takes a typed context, where the caller passes a void pointer. */
static void add_to(long *sum, int value) {
    *sum += value;
}

/* Returns a typed pointer, where the caller expects a void pointer. */
static char *duplicate(const char *text) {
    return strdup(text);
}

/* Takes unsigned long, where the caller passes a pointer. */
static int is_aligned(unsigned long address) {
    return address % 8 == 0;
}

/* Calls with a void pointer for a context. */
static void for_each(void (*visit)(void *, int), void *context) {
    for (int i = 1; i <= 4; i++)
        visit(context, i);
}

static const any_function generic[] = {(any_function)takes_one, (any_function)takes_none,
                                       (any_function)count_calls};

/* Makes all the tolerated calls. */
int main(void) {
    struct word words[] = {{"pear"}, {"apple"}, {"fig"}};
    long sum = 0;
    double aligned = 0;
    ((void (*)(const char *))count_calls)("void return");
    printf("extra arguments %d\n", ((int (*)(int, int, void *))takes_one)(21, 99, &sum));
    printf("unwanted argument %d\n", ((int (*)(int))takes_none)(3));
    qsort(words, 3, sizeof words[0], (int (*)(const void *, const void *))compare_words);
    printf("%s %s %s\n", words[0].text, words[1].text, words[2].text);
    for_each((void (*)(void *, int))add_to, &sum);
    printf("sum %ld\n", sum);
    void *(*copy)(const void *) = (void *(*)(const void *))duplicate;
    char *text = copy("typed result");
    puts(text);
    free(text);
    printf("aligned %d\n", ((int (*)(void *))is_aligned)(&aligned));
    printf("from the table %d %d\n", ((int (*)(int))generic[0])(5), ((int (*)(void))generic[1])());
    ((void (*)(const char *, int))generic[2])("from the table", 1);
    return 0;
}
