/* Initialisers that the linker must compute: addresses inside arrays and structs, differences,
 * cycles, compound literals, strings, negative offsets, casts. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct item {
    int key;
    const char *name;
    struct item *other;
};

static int numbers[] = {10, 11, 12, 13, 14, 15};
static int *const fourth = &numbers[3];
static int *const end = numbers + sizeof numbers / sizeof numbers[0];
static int *const before_end = &numbers[6] - 2;
static char *const byte_inside = (char *)&numbers[2] + 1;
static const char *const tail = &"prefix:tail"[7];
static const ptrdiff_t distance = &numbers[5] - &numbers[1];

static struct item ring[3] = {
    {1, "one", &ring[1]},
    {2, &"?two"[1], ring + 2},
    {3, (const char[]){'t', 'h', 'r', 'e', 'e', 0}, &ring[0]},
};
static struct item *const designated[4] = {[2] = &ring[1], [0] = ring};
static const char **const name_inside = &ring[1].name;
static struct item *const around =
    (struct item *)((char *)&ring[2].name - offsetof(struct item, name));
static const uintptr_t as_integer = (uintptr_t)&ring[2];
static int (*const matrix)[2] = (int[][2]){{1, 2}, {3, 4}, {5, 6}};
static struct {
    void *self, *member;
    int value;
} knot = {&knot, &knot.value, 8};

/* Follows everything. */
int main(void) {
    int sum = 0;
    const struct item *item = ring;
    printf("fourth %d, end %d, before end %d\n", *fourth, end[-1], *before_end);
    printf("byte %d, tail %s, distance %td\n", (int)(byte_inside - (char *)numbers), tail,
           distance);
    for (int i = 0; i < 7; i++, item = item->other)
        sum += item->key;
    printf("around the ring %d, ends at %s\n", sum, item->name);
    printf("designated %s %d %s\n", designated[0]->name, designated[1] == NULL,
           designated[2]->name);
    *name_inside = "changed";
    printf("inside %s, around %d, integer %d\n", ring[1].name, around->key,
           ((struct item *)as_integer)->key);
    printf("matrix %d\n", matrix[2][0] + matrix[1][1]);
    printf("knot %d %d\n", knot.self == &knot, *(int *)knot.member);
    return *fourth;
}
