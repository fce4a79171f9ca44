/* A simulation of a small bank, driven by events with handlers, in virtual time; compiled without
 * optimisation. */
#include <stdio.h>
#include <stdlib.h>

struct event;
typedef void handler(const struct event *);

struct event {
    unsigned time, sequence;
    handler *handle;
    int customer;
};

static struct event queue[256];
static int queued, waiting[64], waiting_count, free_tellers = 2, served, longest_line;
static unsigned now, sequence, random_state = 42, total_wait, arrival_times[64];

static handler arrive, leave, close_doors;

/* Gives a number below a limit from a fixed sequence. */
static unsigned random_below(unsigned limit) {
    random_state = random_state * 1103515245 + 12345;
    return (random_state >> 16) % limit;
}

/* Schedules an event; the queue is kept in order of time. */
static void schedule(unsigned delay, handler *handle, int customer) {
    struct event event = {now + delay, sequence++, handle, customer};
    int i = queued++;
    while (i > 0 && (queue[i - 1].time < event.time ||
                     (queue[i - 1].time == event.time && queue[i - 1].sequence < event.sequence))) {
        queue[i] = queue[i - 1];
        i--;
    }
    queue[i] = event;
}

/* Lets the first customer of the line go to a free teller. */
static void serve_next(void) {
    if (!free_tellers || !waiting_count)
        return;
    int customer = waiting[0];
    for (int i = 1; i < waiting_count; i++)
        waiting[i - 1] = waiting[i];
    waiting_count--;
    free_tellers--;
    total_wait += now - arrival_times[customer];
    schedule(20 + random_below(40), leave, customer);
}

/* A customer comes in, and the next one is already on the way. */
static void arrive(const struct event *event) {
    arrival_times[event->customer] = now;
    waiting[waiting_count++] = event->customer;
    if (waiting_count > longest_line)
        longest_line = waiting_count;
    if (event->customer + 1 < 40)
        schedule(5 + random_below(25), arrive, event->customer + 1);
    serve_next();
}

/* A customer goes, and a teller is free again. */
static void leave(const struct event *event) {
    served++;
    free_tellers++;
    if (event->customer % 10 == 0)
        printf("%5u customer %d leaves, %d in line\n", now, event->customer, waiting_count);
    serve_next();
}

/* The doors close, and those in line are sent away. */
static void close_doors(const struct event *event) {
    (void)event;
    printf("%5u doors close, %d sent away\n", now, waiting_count);
    waiting_count = 0;
}

/* Runs until nothing happens any more. */
int main(int argc, char **argv) {
    schedule(0, arrive, 0);
    schedule(argc > 1 ? (unsigned)atoi(argv[1]) : 700, close_doors, -1);
    while (queued > 0) {
        struct event event = queue[--queued];
        now = event.time;
        event.handle(&event);
    }
    printf("%5u end: %d served, longest line %d, mean wait %.2f\n", now, served, longest_line,
           served ? (double)total_wait / served : 0);
    return served;
}
