/* Bit fields: signed, unsigned, boolean, crossing bytes, zero width, packed, in unions, compared
 * with shifts. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct flags {
    unsigned ready : 1;
    unsigned level : 3;
    signed delta : 4;
    _Bool valid : 1;
    unsigned long long wide : 40;
    unsigned : 0;
    unsigned char last : 2;
};
struct __attribute__((packed)) header {
    uint8_t version : 4, length : 4;
    uint16_t flags : 3, offset : 13;
    uint32_t address : 24;
};
union view {
    struct {
        uint32_t low : 12, middle : 12, high : 8;
    };
    uint32_t whole;
};

static struct flags table[3] = {
    {1, 5, -3, 1, 1ULL << 39, 2}, {.level = 7, .delta = -8}, {.wide = 0xffffffffff, .last = 3}};

/* Prints all fields of one entry. */
static void print_flags(const struct flags *f) {
    printf("%u %u %d %d %llx %u\n", f->ready, f->level, f->delta, f->valid,
           (unsigned long long)f->wide, f->last);
}

/* Lets counters wrap around in their widths. */
static void wrap(struct flags *f, unsigned rounds) {
    for (unsigned i = 0; i < rounds; i++) {
        f->level++;
        f->last = (unsigned char)(f->last + 1) & 3;
        f->ready ^= 1;
        f->valid = i & 2;
        f->wide = f->wide * 3 + 1;
    }
}

/* Prints layouts and arithmetic of bit fields. */
int main(void) {
    for (unsigned i = 0; i < 3; i++) {
        wrap(&table[i], i * 3);
        print_flags(&table[i]);
    }
    struct header header = {
        .version = 4, .length = 5, .flags = 2, .offset = 4321, .address = 0xabcdef};
    unsigned char bytes[sizeof header];
    memcpy(bytes, &header, sizeof bytes);
    for (unsigned i = 0; i < sizeof bytes; i++)
        printf("%02x%c", bytes[i], i + 1 < sizeof bytes ? ' ' : '\n');
    union view view = {.whole = 0x12345678};
    printf("%x %x %x\n", view.low, view.middle, view.high);
    view.middle += 0xfff;
    printf("%08x\n", view.whole);
    table[0].delta = 7;
    int promoted = table[0].delta << 2;
    printf("sizes %zu %zu, promoted %d\n", sizeof(struct flags), sizeof header, promoted);
    return (int)table[1].level;
}
