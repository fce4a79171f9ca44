// The part of libclang that the project uses.
#pragma once

#include "clang-c/CXCompilationDatabase.h"
#include "clang-c/CXString.h"
#include "clang-c/Index.h"
