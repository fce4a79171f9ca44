/*
 * A host with one static IPv4 address on one Ethernet card.
 */
#ifndef ECHO_STATION_H
#define ECHO_STATION_H

/* Starts the stack and its one interface. */
void station_start(void);

/* Handles frames and timers for ever. */
_Noreturn void station_run(void);

#endif
