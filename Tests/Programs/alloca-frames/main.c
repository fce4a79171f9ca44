/* alloca: in loops, of size zero, aligned, beside variable frames and across calls. */
#include <alloca.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* Builds a list on the stack in a loop and sums it. */
static int list_sum(int count) {
    struct cell {
        struct cell *next;
        int value;
    } *head = NULL;
    for (int i = 1; i <= count; i++) {
        struct cell *cell = alloca(sizeof *cell);
        cell->next = head;
        cell->value = i;
        head = cell;
    }
    int sum = 0;
    for (; head; head = head->next)
        sum = sum * 2 + head->value;
    return sum;
}

/* Copies a text backwards into stack memory and hands it to a callback while it is alive. */
static size_t with_reversed(const char *text, size_t (*use)(const char *)) {
    size_t length = strlen(text);
    char *copy = alloca(length + 1);
    for (size_t i = 0; i < length; i++)
        copy[i] = text[length - 1 - i];
    copy[length] = 0;
    return use(copy);
}

/* Prints a text and returns its length. */
static size_t show(const char *text) {
    printf("'%s'\n", text);
    return strlen(text);
}

/* Uses stack memory on both sides of a recursive call. */
static unsigned recursive(unsigned depth) {
    unsigned *before = alloca((depth + 1) * sizeof *before);
    for (unsigned i = 0; i <= depth; i++)
        before[i] = depth * 10 + i;
    unsigned below = depth ? recursive(depth - 1) : 0;
    return below + before[depth] + before[0];
}

/* Runs all uses and checks alignment. */
int main(int argc, char **argv) {
    (void)argv;
    void *aligned = __builtin_alloca_with_align((size_t)argc * 24, 512);
    memset(aligned, 1, (size_t)argc * 24);
    printf("aligned %d\n", (uintptr_t)aligned % 64 == 0);
    printf("plain aligned %d\n", (uintptr_t)alloca(1) % 16 == 0);
    printf("list %d %d\n", list_sum(0), list_sum(12));
    size_t length = with_reversed("stack", show);
    printf("length %zu\n", length + with_reversed("", show));
    printf("recursive %u\n", recursive(9));
    return 0;
}
