/* Answering questions. */
#ifndef ANSWER_H
#define ANSWER_H

#include <stddef.h>
#include <stdint.h>

size_t answer_query(const uint8_t *query, size_t length, uint8_t *message, size_t room, int is_udp);

#endif
