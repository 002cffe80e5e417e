// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "network/wire/capability.h"

#include "network/wire/keytable.h"

namespace muster {

namespace {

constexpr KeyTable<Job, 7> jobs{{
    {Job::SegmentExport, QLatin1String("segment_export")},
    {Job::ListSanitising, QLatin1String("list_sanitising")},
    {Job::Enrichment, QLatin1String("enrichment")},
    {Job::Transcripts, QLatin1String("transcripts")},
    {Job::Audiences, QLatin1String("audiences")},
    {Job::DoNotCall, QLatin1String("do_not_call")},
    {Job::ListDeletion, QLatin1String("list_deletion")},
}};

constexpr KeyTable<Capability::Mode, 3> modes{{
    {Capability::Mode::Native, QLatin1String("native")},
    {Capability::Mode::Emulated, QLatin1String("emulated")},
    {Capability::Mode::Unavailable, QLatin1String("unavailable")},
}};

} // namespace

QString jobKey(Job job)
{
    return keyOf(jobs, job);
}

QString capabilityModeKey(Capability::Mode mode)
{
    return keyOf(modes, mode);
}

} // namespace muster
