// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/text/capabilitytexts.h"

#include "models/text/plaintext.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace muster {

namespace {

struct CapabilityTexts
{
    Q_DECLARE_TR_FUNCTIONS(CapabilityTexts)
};

} // namespace

QString jobText(Job job)
{
    switch (job) {
    case Job::SegmentExport:
        return CapabilityTexts::tr("Export audience segments");
    case Job::ListSanitising:
        return CapabilityTexts::tr("Sanitize contact lists");
    case Job::Enrichment:
        return CapabilityTexts::tr("Enrich contacts");
    case Job::Transcripts:
        return CapabilityTexts::tr("Fetch transcripts");
    case Job::Audiences:
        return CapabilityTexts::tr("Build audiences");
    }
    return {};
}

QString capabilityModeText(Capability::Mode mode)
{
    switch (mode) {
    case Capability::Mode::Native:
        return CapabilityTexts::tr("native");
    case Capability::Mode::Emulated:
        return CapabilityTexts::tr("emulated");
    case Capability::Mode::Unavailable:
        return CapabilityTexts::tr("unavailable");
    }
    return {};
}

QString capabilityReasonText(const Capability &capability)
{
    if (capability.mode == Capability::Mode::Native)
        return {};
    if (capability.reasonKey == u"unknown_dialect")
        return CapabilityTexts::tr("This Muster does not know the kind of server that the connection names.");
    if (capability.reasonKey.isEmpty())
        return CapabilityTexts::tr("The server has no such call.");
    return CapabilityTexts::tr("\u201c%1\u201d").arg(visibleText(capability.reasonKey, 100));
}

QString capabilityText(Job job, const Capability &capability)
{
    const QString line = CapabilityTexts::tr("%1: %2.").arg(jobText(job), capabilityModeText(capability.mode));
    const QString reason = capabilityReasonText(capability);
    return reason.isEmpty() ? line : QString(line % u' ' % reason);
}

QString capabilitiesText(const QMap<Job, Capability> &capabilities)
{
    const auto isNative = [&capabilities](Job job) { return capabilities.value(job).mode == Capability::Mode::Native; };
    if (std::all_of(allJobs.begin(), allJobs.end(), isNative))
        return CapabilityTexts::tr("The server does all that Muster offers itself (native).");
    QStringList lines;
    for (const Job job : allJobs)
        lines << capabilityText(job, capabilities.value(job));
    return lines.join(u'\n');
}

} // namespace muster
