// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Loaded into the program in front of the C library: a machine that gives no threads (F104). The limit that does this
// in earnest does not bind the superuser, who runs tests in containers.

#include <cerrno>
#include <pthread.h>

extern "C" __attribute__((visibility("default"))) int pthread_create(pthread_t *, const pthread_attr_t *,
                                                                     void *(*)(void *), void *) noexcept
{
    return EAGAIN;
}
