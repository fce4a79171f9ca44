/* Designated and nested initialisers, compound literals, flexible arrays, ranges, enumerations,
 * strings. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum weekday { MONDAY = 1, TUESDAY, FRIDAY = TUESDAY + 3, LIMIT };

struct flexible {
    unsigned count;
    int items[];
};
struct nested {
    struct {
        int x, y;
    } points[3];
    const char *names[2];
    union {
        float real;
        int whole;
    } value;
};

static struct flexible fixed = {3, {7, 8, 9}};
static const char *const day_names[LIMIT] = {
    [FRIDAY] = "Friday", [MONDAY] = "Monday", [TUESDAY] = "Tuesday"};
static const unsigned char classes[256] = {
    ['0' ... '9'] = 1, ['a' ... 'z'] = 2, ['A' ... 'Z'] = 2, ['_'] = 2, [' '] = 3};
static struct nested nested = {.points[1] = {.y = 5, .x = 4},
                               .names = {"first", [1] = "second"},
                               .value.whole = 12,
                               .points[2].x = 6};
__attribute__((nonstring)) static char exact[4] = "abcd";
static char shorter[8] = "ab", escapes[] = "\x41\102\t|\u00e9\0hidden";
static int grid[][3] = {{1}, {2, 3}, [4] = {[2] = 9}};

/* Sums an array that the caller wrote down in place. */
static int sum(const int *items, size_t count) {
    int result = 0;
    while (count--)
        result += *items++;
    return result;
}

/* Makes a flexible struct on the heap. */
static struct flexible *make_flexible(unsigned count) {
    struct flexible *flexible = malloc(sizeof *flexible + count * sizeof flexible->items[0]);
    flexible->count = count;
    for (unsigned i = 0; i < count; i++)
        flexible->items[i] = (int)(i * i);
    return flexible;
}

/* Prints everything that the initialisers made. */
int main(void) {
    int letters = 0, digits = 0;
    printf("fixed %d, days %s %s\n", sum(fixed.items, fixed.count), day_names[FRIDAY],
           day_names[3] ? day_names[3] : "-");
    for (const char *c = "abc 123 X_9"; *c; c++) {
        letters += classes[(unsigned char)*c] == 2;
        digits += classes[(unsigned char)*c] == 1;
    }
    printf("letters %d, digits %d\n", letters, digits);
    printf("nested %d %d %d %s %d\n", nested.points[0].x, nested.points[1].y, nested.points[2].x,
           nested.names[1], nested.value.whole);
    printf("strings %.4s %zu %zu %d\n", exact, strlen(shorter), sizeof escapes, escapes[1]);
    printf("grid %zu %d\n", sizeof grid / sizeof grid[0], sum(grid[0], 15));
    printf("literal %d\n", sum((int[]){1, 2, [5] = 10}, 6));
    struct nested *copy = &(struct nested){.names = {"copy"}};
    *copy = (struct nested){.points = {{1, 2}}, .names[0] = copy->names[0]};
    printf("copy %s %d\n", copy->names[0], copy->points[0].y);
    struct flexible *flexible = make_flexible(6);
    printf("flexible %d\n", sum(flexible->items, flexible->count));
    free(flexible);
    return TUESDAY + FRIDAY;
}
