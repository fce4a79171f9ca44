// The report of a guard, which only images made with `specialise --guards` have.

#ifndef RUNTIME_FAULTS_GUARD_H
#define RUNTIME_FAULTS_GUARD_H

_Noreturn void guard_report(unsigned long number);

#endif
