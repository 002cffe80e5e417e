// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A library that somebody left in a folder (S41): whoever loads it leaves a trace.

#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>

namespace {

__attribute__((constructor)) void tell()
{
    if (const char *trace = std::getenv("MUSTER_TEST_PLANTED"))
        (void)::close(::open(trace, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

} // namespace
