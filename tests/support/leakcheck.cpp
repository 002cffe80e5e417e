// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Looks for leaks before libcrypto takes itself apart. Each thread that has used libcrypto keeps some state there, and
// frees it when the thread ends. Threads of Qt are told finished a moment before they have ended; when the program's
// exit wins that race, libcrypto forgets the state and it would be reported as a leak of ours. As long as libcrypto is
// whole the state is reachable from its thread, so the check here is as strict for our own code as the one at exit. But
// for a thread that is just ending: its state is looked for no more and not freed yet. So what seems lost is looked for
// again; what is lost stays lost.
#include <chrono>
#include <openssl/crypto.h>
#include <sanitizer/lsan_interface.h>
#include <thread>

namespace {

struct CheckBeforeLibcryptoEnds
{
    // libcrypto registers its clean-up at first use: before this object's own destructor is registered.
    CheckBeforeLibcryptoEnds() { OPENSSL_init_crypto(0, nullptr); }
    ~CheckBeforeLibcryptoEnds()
    {
        for (int again = 0; again < 5 && __lsan_do_recoverable_leak_check() != 0; ++again)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        __lsan_do_leak_check();
    }
};

const CheckBeforeLibcryptoEnds checkBeforeLibcryptoEnds;

} // namespace
