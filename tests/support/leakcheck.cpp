// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Looks for leaks before libcrypto takes itself apart. Each thread that has used libcrypto keeps some state there, and
// frees it when the thread ends. Threads of Qt are told finished a moment before they have ended; when the program's
// exit wins that race, libcrypto forgets the state and it would be reported as a leak of ours. As long as libcrypto is
// whole the state is reachable from its thread, so the check here is as strict for our own code as the one at exit. But
// for a thread that is just ending: its state is looked for no more and not freed yet. So what seems lost is looked for
// again. What is lost stays lost: one look that finds nothing is enough, and the sanitizer's own look at exit, which
// might meet the next ending thread, is not taken.
#include <chrono>
#include <openssl/crypto.h>
#include <sanitizer/lsan_interface.h>
#include <thread>
#include <unistd.h>

extern "C" const char *__asan_default_options() // NOLINT: the sanitizer's name for it
{
    return "leak_check_at_exit=0";
}

namespace {

constexpr int exitCodeOfLeaks = 23; // LeakSanitizer's own

struct CheckBeforeLibcryptoEnds
{
    // libcrypto registers its clean-up at first use: before this object's own destructor is registered.
    CheckBeforeLibcryptoEnds() { OPENSSL_init_crypto(0, nullptr); }
    ~CheckBeforeLibcryptoEnds()
    {
        for (int look = 0; look < 10; ++look) {
            if (__lsan_do_recoverable_leak_check() == 0)
                return;
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        _exit(exitCodeOfLeaks);
    }
};

const CheckBeforeLibcryptoEnds checkBeforeLibcryptoEnds;

} // namespace
