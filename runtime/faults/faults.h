// Exceptions of the processor. By default each one ends the machine with a line on the console; a
// component that can handle some of them takes them over when it is first used.

#ifndef RUNTIME_FAULTS_FAULTS_H
#define RUNTIME_FAULTS_FAULTS_H

void faults_install(void);

#endif
