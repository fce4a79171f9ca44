/* A fixed pool of objects with an intrusive free list and handles; objects carry their own methods.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { POOL_SIZE = 8 };

struct object {
    union {
        struct object *next_free;
        long payload;
    };
    const char *(*describe)(const struct object *);
    uint16_t generation;
    uint8_t used;
};

static struct object pool[POOL_SIZE];
static struct object *free_list;
static unsigned failures;

/* Chains all objects into the free list, from the last to the first. */
static void reset_pool(void) {
    free_list = NULL;
    for (int i = POOL_SIZE; i-- > 0;) {
        pool[i].next_free = free_list;
        free_list = &pool[i];
    }
}

/* Describes an even payload. */
static const char *describe_even(const struct object *object) {
    return object->payload ? "even" : "zero";
}

/* Describes an odd payload. */
static const char *describe_odd(const struct object *object) {
    (void)object;
    return "odd";
}

/* Takes an object from the pool and gives its handle, or 0 when there is none. */
static uint32_t allocate(long payload) {
    struct object *object = free_list;
    if (!object) {
        failures++;
        return 0;
    }
    free_list = object->next_free;
    object->payload = payload;
    object->describe = payload % 2 ? describe_odd : describe_even;
    object->used = 1;
    return (uint32_t)(object - pool + 1) | (uint32_t)object->generation << 16;
}

/* Finds the object of a handle, unless the handle is stale. */
static struct object *resolve(uint32_t handle) {
    uint32_t index = (handle & 0xffff) - 1;
    if (index >= POOL_SIZE || !pool[index].used || pool[index].generation != handle >> 16)
        return NULL;
    return &pool[index];
}

/* Gives an object back and makes its handles stale. */
static void release(uint32_t handle) {
    struct object *object = resolve(handle);
    if (!object)
        return;
    object->generation++;
    object->used = 0;
    object->next_free = free_list;
    free_list = object;
}

/* Exhausts the pool, releases in another order, allocates again. */
int main(void) {
    uint32_t handles[10];
    reset_pool();
    for (int i = 0; i < 10; i++)
        handles[i] = allocate(i * 3);
    for (int i = 1; i < 10; i += 3)
        release(handles[i]);
    uint32_t fresh = allocate(1000), other = allocate(1001);
    for (int i = 0; i < 10; i++) {
        struct object *object = resolve(handles[i]);
        if (object)
            printf("%d: %ld %s\n", i, object->payload, object->describe(object));
        else
            printf("%d: stale\n", i);
    }
    printf("%08x %s, %08x %s, %u failures\n", fresh, resolve(fresh)->describe(resolve(fresh)),
           other, resolve(other)->describe(resolve(other)), failures);
    return (int)failures;
}
