/* Drivers that are probed in turn, keep their state in private data, and stack upon each other. */
#include <stdio.h>
#include <string.h>

struct device;
struct driver {
    const char *name;
    int (*probe)(struct device *, const char *description);
    int (*transform)(struct device *, int);
    void (*remove)(struct device *);
};
struct device {
    const struct driver *driver;
    struct device *below;
    union {
        int number;
        struct {
            short low, high;
        } range;
    } state;
};

/* Accepts "add NUMBER". */
static int add_probe(struct device *device, const char *description) {
    return sscanf(description, "add %d", &device->state.number) == 1;
}

/* Adds the number. */
static int add_transform(struct device *device, int value) {
    return value + device->state.number;
}

/* Accepts "clamp LOW HIGH". */
static int clamp_probe(struct device *device, const char *description) {
    return sscanf(description, "clamp %hd %hd", &device->state.range.low,
                  &device->state.range.high) == 2;
}

/* Clamps the value to the range. */
static int clamp_transform(struct device *device, int value) {
    return value < device->state.range.low    ? device->state.range.low
           : value > device->state.range.high ? device->state.range.high
                                              : value;
}

/* Accepts "count". */
static int count_probe(struct device *device, const char *description) {
    device->state.number = 0;
    return strcmp(description, "count") == 0;
}

/* Counts the values that pass. */
static int count_transform(struct device *device, int value) {
    device->state.number++;
    return value;
}

/* Prints the count at the end. */
static void count_remove(struct device *device) {
    printf("counted %d\n", device->state.number);
}

static const struct driver drivers[] = {
    {"add", add_probe, add_transform, NULL},
    {"clamp", clamp_probe, clamp_transform, NULL},
    {"count", count_probe, count_transform, count_remove},
};

/* Finds the driver that accepts a description. */
static int bind_driver(struct device *device, const char *description) {
    for (size_t i = 0; i < sizeof drivers / sizeof drivers[0]; i++)
        if (drivers[i].probe(device, description)) {
            device->driver = &drivers[i];
            printf("'%s' is served by %s\n", description, device->driver->name);
            return 1;
        }
    printf("'%s' has no driver\n", description);
    return 0;
}

/* Stacks the devices of the command line and sends some values through. */
int main(int argc, char **argv) {
    struct device devices[8], *top = NULL;
    int failures = 0, used = 0;
    for (int i = 1; i < argc && used < 8; i++) {
        struct device *device = &devices[used];
        if (!bind_driver(device, argv[i])) {
            failures++;
            continue;
        }
        device->below = top;
        top = device;
        used++;
    }
    for (int value = -20; value <= 20; value += 10) {
        int result = value;
        for (struct device *device = top; device; device = device->below)
            result = device->driver->transform(device, result);
        printf("%d -> %d\n", value, result);
    }
    for (struct device *device = top; device; device = device->below)
        if (device->driver->remove)
            device->driver->remove(device);
    return failures;
}
