// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>
#include <chrono>

namespace muster {

/// How the sandbox tenant behaves. Defaults are those of `muster sandbox`.
struct SandboxSettings
{
    quint16 port = 0; ///< 0: any free one. Always on 127.0.0.1.
    qint64 contacts = 100'000;
    quint64 seed = 1;
    int rateLimit = 0; ///< Requests a second and service before 429; 0: none.
    int contactsPerSecond = 500; ///< Enriched ones, over all batches, before 429; 0: any number.
    std::chrono::milliseconds thinkTime{0}; ///< Before each answer but tokens.
    std::chrono::seconds tokenLife{3600};
    int interactions = 400; ///< With transcripts.
    std::chrono::milliseconds jobTime{3000}; ///< That a transcript job takes.
    std::chrono::milliseconds pollGap{100}; ///< Between two looks at one job, less is answered 429.
    std::chrono::milliseconds evaluationTime{2000}; ///< That counting an audience anew takes.
};

} // namespace muster
