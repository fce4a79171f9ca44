/* Slots that are reached by arithmetic: negative indices, structs walked as arrays, pointers to
 * slots, container_of, offsets as data, two pointers at once. */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

typedef const char *function(void);

/* Each names the way in which it is reached. */
static const char *negative(void) {
    return "negative index";
}

/* Reached by walking over a struct. */
static const char *walked_first(void) {
    return "first of the walk";
}

/* Reached by walking over a struct. */
static const char *walked_last(void) {
    return "last of the walk";
}

/* Reached by a pointer to its slot. */
static const char *slot_pointer(void) {
    return "pointer to the slot";
}

/* Reached by an offset that is data. */
static const char *by_offset(void) {
    return "offset as data";
}

/* Reached by a copy of two slots at once. */
static const char *wide_low(void) {
    return "low half of a wide load";
}

/* Reached by a copy of two slots at once. */
static const char *wide_high(void) {
    return "high half of a wide load";
}

struct operations {
    function *first, *second, *third;
    int plain;
};

static const struct operations walked = {walked_first, NULL, walked_last, 3};
static const struct operations pointed = {NULL, slot_pointer, by_offset, 0};
static function *const middle_table[] = {negative, NULL, NULL, NULL};
static function *const *const middle = &middle_table[3];
static const size_t offsets[] = {offsetof(struct operations, third),
                                 offsetof(struct operations, second)};
static const struct {
    function *low, *high;
} wide = {wide_low, wide_high};
struct outer {
    function *call;
    int member;
};
static struct outer outer = {negative, 42};

/* Goes from a member to the struct around it. */
static struct outer *around(int *member) {
    return (struct outer *)((char *)member - offsetof(struct outer, member));
}

/* Reaches the functions one by one. */
int main(int argc, char **argv) {
    (void)argv;
    puts(middle[-2 - argc]());
    function *const *slot = (function *const *)&walked;
    for (int i = 0; i < walked.plain; i++)
        if (slot[i])
            puts(slot[i]());
    function *const *address = &pointed.second;
    puts((*address)());
    puts((*(function *const *)((const char *)&pointed + offsets[argc - 1]))());
    unsigned __int128 both;
    memcpy(&both, &wide, sizeof both);
    puts(((function *)(uintptr_t)(uint64_t)both)());
    puts(((function *)(uintptr_t)(uint64_t)(both >> 64))());
    puts(around(&outer.member)->call());
    return around(&outer.member)->member;
}
