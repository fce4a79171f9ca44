/*
 * What stands outside the program: a network card and a clock. Nobody else is called from it.
 */
#ifndef ECHO_NIC_H
#define ECHO_NIC_H

/* Copies the next frame that has arrived to `frame`, at most `size` bytes; returns its length, 0 if
 * there is none. */
int nic_receive(void *frame, int size);

/* Sends the `size` bytes at `frame`. */
void nic_send(const void *frame, int size);

/* Milliseconds since the start. */
unsigned now(void);

#endif
