/* The other spellings of the types of the first file. */
struct opaque {
    char letter;
    int value;
};
typedef struct {
    int x, y;
} pair;

/* Takes the integer that is compatible with the enum. */
static const char *name_long(unsigned level) {
    return level == 2 ? "high level" : "not high";
}

/* The same, shorter. */
static const char *name_short(const unsigned level) {
    return level == 2 ? "high" : "-";
}

/* Counts items that are not zero. */
static unsigned count_set(const unsigned *items, unsigned count) {
    unsigned result = 0;
    while (count--)
        result += items[count] != 0;
    return result;
}

/* Counts items that are zero. */
static unsigned count_clear(const unsigned items[static 1], unsigned count) {
    return count - count_set(items, count);
}

/* Looks at the value inside. */
static int inspect_value(const struct opaque *opaque) {
    return opaque->value;
}

/* Looks at the letter inside. */
static int inspect_letter(struct opaque const *const opaque) {
    return opaque->letter;
}

/* Adds. */
static int add(pair *pair) {
    return pair->x + pair->y;
}

/* Multiplies. */
static int multiply(pair *pair) {
    return pair->x * pair->y;
}

/* Calls back through a parameter that is declared as a function. */
static void notify_twice(int (*callback)(int), int value) {
    callback(value);
    callback(value * 10);
}

/* Adds one to its parameter. */
static int plus_one(int value) {
    return ++value;
}

/* Subtracts one from its parameter. */
static int minus_one(register int value) {
    return --value;
}

const char *(*const level_names[2])(unsigned) = {name_long, name_short};
unsigned (*const counters[2])(const unsigned *, unsigned) = {count_set, count_clear};
int (*const inspectors[2])(const struct opaque *) = {inspect_value, inspect_letter};
int (*const pair_sums[2])(pair *) = {add, multiply};
void (*notifier)(int (*)(int), int) = notify_twice;
int (*constants[2])(int) = {plus_one, minus_one};
static const struct opaque the_opaque = {'o', 1234};
const struct opaque *const an_opaque = &the_opaque;
