// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Looks for leaks before libcrypto takes itself apart, and leaves out what libcrypto itself loses.
//
// Each thread that has used libcrypto keeps some state there, and frees it when the thread ends. Threads of Qt are told
// finished a moment before they have ended; when the program's exit wins that race, libcrypto forgets the state and it
// would be reported as a leak of ours. As long as libcrypto is whole that state is reachable, so the look here is as
// strict for our own code as the one at exit.
//
// The error queue of a thread is the exception: libcrypto 3.0 now and then loses that of a thread that ends (a few in a
// hundred runs of a test with worker threads; nothing but the queue, and for good). So queues, and only they, are told
// to the sanitizer as no leaks. They are known by their size: what libcrypto allocates first for a new thread that asks
// for its queue.
#include <cstddef>
#include <cstdlib>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <sanitizer/lsan_interface.h>
#include <thread>

namespace {

std::size_t sizeOfErrorQueue = 0; ///< 0: not known yet. Written before main(), while one thread runs at a time.
bool isLearning = false;

void *allocate(std::size_t size, const char *, int)
{
    if (isLearning) {
        sizeOfErrorQueue = size;
        isLearning = false;
    }
    void *memory = std::malloc(size);
    if (memory && size == sizeOfErrorQueue)
        __lsan_ignore_object(memory);
    return memory;
}

void *reallocate(void *memory, std::size_t size, const char *, int)
{
    return std::realloc(memory, size);
}

void release(void *memory, const char *, int)
{
    std::free(memory);
}

struct CheckBeforeLibcryptoEnds
{
    CheckBeforeLibcryptoEnds()
    {
        if (CRYPTO_set_mem_functions(allocate, reallocate, release) != 1)
            std::abort(); // somebody used libcrypto before
        // libcrypto registers its clean-up at first use: before this object's own destructor is registered.
        ERR_clear_error();
        isLearning = true;
        std::thread([] { ERR_clear_error(); }).join();
    }
    ~CheckBeforeLibcryptoEnds() { __lsan_do_leak_check(); }
};

const CheckBeforeLibcryptoEnds checkBeforeLibcryptoEnds;

} // namespace
