/* Observers that come and go: a linked list of callbacks, each with its data, changed during
 * notification. */
#include <stdio.h>
#include <stdlib.h>

struct observer {
    struct observer *next;
    void (*notify)(struct observer *, int event);
    int count;
};

static struct observer *observers;

/* Adds an observer to the front. */
static void attach(struct observer *observer) {
    observer->next = observers;
    observers = observer;
}

/* Removes an observer if it is there. */
static void detach(struct observer *observer) {
    for (struct observer **place = &observers; *place; place = &(*place)->next)
        if (*place == observer) {
            *place = observer->next;
            return;
        }
}

/* Tells all observers; each may remove itself or add others. */
static void announce(int event) {
    for (struct observer *observer = observers, *next; observer; observer = next) {
        next = observer->next;
        observer->notify(observer, event);
    }
}

/* Counts events. */
static void count(struct observer *observer, int event) {
    observer->count++;
    printf("counter: event %d, number %d\n", event, observer->count);
}

/* Goes away after the first event. */
static void once(struct observer *observer, int event) {
    printf("once: event %d\n", event);
    detach(observer);
}

/* Is attached by another observer only. */
static void late(struct observer *observer, int event) {
    observer->count += event;
    printf("late: sum %d\n", observer->count);
}

/* Attaches a new observer at event 2. */
static void spawn(struct observer *observer, int event) {
    if (event != 2)
        return;
    struct observer *fresh = calloc(1, sizeof *fresh);
    fresh->notify = late;
    attach(fresh);
    observer->count++;
}

/* Announces four events. */
int main(void) {
    struct observer counter = {.notify = count}, single = {.notify = once},
                    spawner = {.notify = spawn};
    attach(&counter);
    attach(&single);
    attach(&spawner);
    for (int event = 1; event <= 4; event++)
        announce(event);
    detach(&counter);
    detach(&spawner);
    announce(5);
    int sum = observers->count;
    free(observers);
    return sum + counter.count;
}
