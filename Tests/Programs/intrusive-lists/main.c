/* Circular lists with a sentinel that knows itself, links inside the objects, removal during the
 * walk. */
#include <stddef.h>
#include <stdio.h>

struct link {
    struct link *next, *previous;
};
struct job {
    int number;
    struct link by_age, by_state;
    void (*done)(struct job *);
};

#define CONTAINER(pointer, type, member) ((type *)((char *)(pointer) - offsetof(type, member)))

static struct link all = {&all, &all}, ready = {&ready, &ready}, waiting = {&waiting, &waiting};
static struct link never_filled = {&never_filled, &never_filled};

/* Inserts a link before another; before the sentinel means at the end. */
static void insert_before(struct link *place, struct link *fresh) {
    fresh->next = place;
    fresh->previous = place->previous;
    place->previous->next = fresh;
    place->previous = fresh;
}

/* Takes a link out of its list. */
static void unlink_from_list(struct link *link) {
    link->previous->next = link->next;
    link->next->previous = link->previous;
    link->next = link->previous = link;
}

/* Prints the numbers of one of the two kinds of list. */
static void print_list(const char *title, struct link *list, size_t offset) {
    printf("%s:", title);
    for (struct link *link = list->next; link != list; link = link->next)
        printf(" %d", ((struct job *)((char *)link - offset))->number);
    putchar('\n');
}

/* Reports the end of an ordinary job. */
static void report(struct job *job) {
    printf("job %d done\n", job->number);
}

/* Moves another job from waiting to ready when this one ends. */
static void release_next(struct job *job) {
    report(job);
    if (waiting.next == &waiting)
        return;
    struct link *link = waiting.next;
    unlink_from_list(link);
    insert_before(&ready, link);
}

/* Runs over the list that stays empty; its body must not matter. */
static int drain_never_filled(void) {
    int count = 0;
    for (struct link *link = never_filled.next; link != &never_filled; link = link->next, count++)
        CONTAINER(link, struct job, by_state)->done(CONTAINER(link, struct job, by_state));
    return count;
}

/* Fills the lists, then runs until nothing is ready. */
int main(void) {
    static struct job jobs[6];
    for (int i = 0; i < 6; i++) {
        jobs[i].number = i + 1;
        jobs[i].done = i % 2 ? report : release_next;
        insert_before(&all, &jobs[i].by_age);
        insert_before(i < 3 ? &ready : &waiting, &jobs[i].by_state);
    }
    while (ready.next != &ready) {
        struct job *job = CONTAINER(ready.next, struct job, by_state);
        unlink_from_list(&job->by_state);
        job->done(job);
        if (job->number == 3)
            unlink_from_list(&job->by_age);
    }
    print_list("all", &all, offsetof(struct job, by_age));
    print_list("waiting", &waiting, offsetof(struct job, by_state));
    return drain_never_filled();
}
