// The registers of the serial port COM1.

#ifndef RUNTIME_CONSOLE_SERIAL_H
#define RUNTIME_CONSOLE_SERIAL_H

#define SERIAL_DATA 0x3f8
#define SERIAL_INTERRUPTS 0x3f9
#define SERIAL_LINE_STATUS 0x3fd

#define SERIAL_INPUT_READY 0x01
#define SERIAL_OUTPUT_READY 0x20
#define SERIAL_OUTPUT_SENT 0x40

/// The interrupt line.
#define SERIAL_LINE 4

#endif
