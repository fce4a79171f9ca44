/* Word frequencies of standard input: a hash table that grows, strings in an arena, a sorted
 * report. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry {
    const char *word;
    unsigned count, first;
};

static struct entry *table;
static size_t capacity, used;
static char *arena, *arena_end;
static unsigned grown, probes;

/* Hashes a word. */
static uint32_t hash(const char *word) {
    uint32_t value = 5381;
    while (*word)
        value = value * 33 ^ (unsigned char)*word++;
    return value;
}

/* Finds the place of a word, whether it is there or not. */
static struct entry *find(struct entry *entries, size_t size, const char *word) {
    size_t i = hash(word) & (size - 1);
    while (entries[i].word && strcmp(entries[i].word, word) != 0) {
        i = (i + 1) & (size - 1);
        probes++;
    }
    return &entries[i];
}

/* Doubles the table. */
static void grow(void) {
    size_t size = capacity ? capacity * 2 : 8;
    struct entry *fresh = calloc(size, sizeof *fresh);
    for (size_t i = 0; i < capacity; i++)
        if (table[i].word)
            *find(fresh, size, table[i].word) = table[i];
    free(table);
    table = fresh;
    capacity = size;
    grown++;
}

/* Copies a word into the arena. */
static const char *keep(const char *word) {
    size_t size = strlen(word) + 1;
    if (!arena || arena + size > arena_end) {
        arena = malloc(4096);
        arena_end = arena + 4096;
    }
    char *copy = memcpy(arena, word, size);
    arena += size;
    return copy;
}

/* Counts one word. */
static void count_word(const char *word, unsigned number) {
    if (used * 4 >= capacity * 3)
        grow();
    struct entry *entry = find(table, capacity, word);
    if (!entry->word) {
        entry->word = keep(word);
        entry->first = number;
        used++;
    }
    entry->count++;
}

/* Orders by falling count, then by first appearance. */
static int by_count(const void *a, const void *b) {
    const struct entry *left = a, *right = b;
    if (left->count != right->count)
        return left->count < right->count ? 1 : -1;
    return left->first < right->first ? -1 : left->first > right->first;
}

/* Reads words, prints the most frequent ones. */
int main(void) {
    char word[32];
    size_t length = 0;
    unsigned number = 0;
    int c;
    do {
        c = getchar();
        if (isalpha(c)) {
            if (length + 1 < sizeof word)
                word[length++] = (char)tolower(c);
        } else if (length) {
            word[length] = 0;
            count_word(word, number++);
            length = 0;
        }
    } while (c != EOF);
    size_t count = 0;
    for (size_t i = 0; i < capacity; i++)
        if (table[i].word)
            table[count++] = table[i];
    if (count)
        qsort(table, count, sizeof *table, by_count);
    for (size_t i = 0; i < count && i < 8; i++)
        printf("%4u %s\n", table[i].count, table[i].word);
    printf("%u words, %zu different, grown %u times, %s\n", number, used, grown,
           probes ? "some collisions" : "no collisions");
    return used > 0 ? 0 : 1;
}
