// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <array>

namespace muster {

/// What Muster is for; a tenant's API says of each how it can be done.
enum class Job { SegmentExport, ListSanitising, Enrichment, Transcripts, Audiences, DoNotCall, ListDeletion };
inline constexpr std::array allJobs{Job::SegmentExport, Job::ListSanitising, Job::Enrichment,  Job::Transcripts,
                                    Job::Audiences,     Job::DoNotCall,      Job::ListDeletion};

/// How a tenant's API does a job.
struct Capability
{
    enum class Mode {
        Native, ///< It offers just that.
        Emulated, ///< Muster does it with other calls; `reasonKey` says what is different for a person.
        Unavailable, ///< It cannot be done; `reasonKey` says why. Nothing of it is begun.
    };
    Mode mode = Mode::Unavailable;
    QString reasonKey; ///< Its words are in models/text; empty for Native.
    bool operator==(const Capability &) const = default;
};

/// "segment_export", "list_sanitising", "enrichment", "transcripts", "audiences", "do_not_call", "list_deletion"; stable
/// for `--json`.
[[nodiscard]] QString jobKey(Job job);
[[nodiscard]] QString capabilityModeKey(Capability::Mode mode); ///< "native", "emulated", "unavailable"

} // namespace muster
