/* Alignment: over-aligned globals, locals and members, packed structs, aligned_alloc, page-aligned
 * tables. */
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct __attribute__((packed)) packed {
    char tag;
    uint32_t number;
    uint16_t half;
    double real;
};
struct line {
    alignas(64) int value;
    char rest;
};

static alignas(4096) char page[4096] = "page";
static struct line lines[3] = {{1, 'a'}, {2, 'b'}, {3, 'c'}};
static char odd = 1;
static alignas(32) const unsigned char constant[5] = {9, 8, 7, 6, 5};
static struct packed packed_table[3];

/* Tells whether an address is a multiple. */
static int is_multiple(const volatile void *address, size_t alignment) {
    return (uintptr_t)address % alignment == 0;
}

/* Checks locals with large alignment in a nested call. */
static int locals(int depth) {
    char small = (char)depth;
    alignas(128) char large[100];
    alignas(1024) volatile char larger = small;
    memset(large, small, sizeof large);
    int good = is_multiple(large, 128) && is_multiple(&larger, 1024) && large[99] == larger;
    return good + (depth ? locals(depth - 1) : 0);
}

/* Prints layouts and checks addresses. */
int main(void) {
    printf("page %d %s\n", is_multiple(page, 4096), page);
    printf("lines %zu %d %d\n", sizeof lines, is_multiple(&lines[1], 64),
           lines[2].value + lines[1].rest);
    printf("constant %d %d, odd %d\n", is_multiple(constant, 32), constant[4], odd);
    printf("locals %d\n", locals(5));
    printf("packed %zu\n", sizeof(struct packed));
    for (int i = 0; i < 3; i++)
        packed_table[i] =
            (struct packed){(char)('x' + i), 100000u * (unsigned)i, (uint16_t)(i * 7), i / 4.0};
    const unsigned char *bytes = (const unsigned char *)packed_table;
    uint32_t inside;
    memcpy(&inside, bytes + sizeof(struct packed) + 1, sizeof inside);
    printf("%c %u %u %.2f\n", packed_table[2].tag, inside, packed_table[2].half,
           packed_table[1].real);
    for (size_t alignment = 16; alignment <= 65536; alignment *= 16) {
        char *memory = aligned_alloc(alignment, alignment * 2);
        memset(memory, 7, alignment * 2);
        printf("aligned_alloc %zu %d\n", alignment,
               is_multiple(memory, alignment) && memory[alignment] == 7);
        free(memory);
    }
    void *memory = NULL;
    printf("posix_memalign %d", posix_memalign(&memory, 256, 1000));
    printf(" %d, bad %d\n", is_multiple(memory, 256), posix_memalign(&memory, 3, 10) != 0);
    printf("malloc %d\n", is_multiple(malloc(1), alignof(max_align_t)));
    return (int)alignof(struct line);
}
