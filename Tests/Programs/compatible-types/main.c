/* Two files that spell the same types differently, as C allows: enum and its integer, typedefs,
 * qualifiers of parameters, arrays, incomplete structs. Calls through pointers must match all the
 * same. */
#include <stdio.h>

enum level { LOW, MIDDLE, HIGH };
struct opaque;
typedef unsigned int number;
typedef struct {
    int x, y;
} pair;

typedef const char *level_name(enum level);
typedef number count_items(const number items[], number count);
typedef int inspect(const struct opaque *);
typedef int sum_pair(pair *);
typedef void notify(int callback(int), int value);
typedef int variadic_like(const int value);

/* All are defined in the other file, under other spellings. */
extern level_name *const level_names[2];
extern count_items *const counters[2];
extern inspect *const inspectors[2];
extern sum_pair *const pair_sums[2];
extern notify *notifier;
extern variadic_like *constants[2];
extern const struct opaque *const an_opaque;

static int notified;

/* Is called back from the other file. */
static int on_notify(int value) {
    notified += value;
    return notified;
}

/* Calls everything with an index that the compiler cannot know. */
int main(int argc, char **argv) {
    const number items[] = {1, 0, 3, 0, 0};
    pair point = {3, 4};
    (void)argv;
    for (int i = 0; i < 2; i++) {
        int index = (i + argc) % 2;
        printf("%s\n", level_names[index](HIGH));
        printf("%u\n", counters[index](items, 5));
        printf("%d\n", inspectors[index](an_opaque));
        printf("%d\n", pair_sums[index](&point));
        printf("%d\n", constants[index](10));
        notifier(on_notify, index + 1);
    }
    printf("notified %d\n", notified);
    return notified;
}
