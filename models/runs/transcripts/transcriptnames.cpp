// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/transcripts/transcriptnames.h"

#include <algorithm>

namespace muster {

namespace {

constexpr qsizetype longestName = 80;
// Names that a run gives itself, and devices of Windows.
constexpr auto reserved = {"manifest", "transcripts", "con", "prn", "aux", "nul"};

bool isPlain(const QString &id)
{
    const auto plain
        = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-' || c == u'_'; };
    const auto letters = std::count_if(id.begin(), id.end(), [](QChar c) { return c.isLetter(); });
    const auto taken = [&id](const char *name) { return id == QLatin1String(name); };
    return !id.isEmpty() && id.size() <= longestName && std::all_of(id.begin(), id.end(), plain)
        && id[0].isLetterOrNumber() && letters >= 2 // digits alone may be somebody's number
        && !id.startsWith(QLatin1String("interaction-")) && !id.startsWith(QLatin1String("com"))
        && !id.startsWith(QLatin1String("lpt")) && std::none_of(reserved.begin(), reserved.end(), taken);
}

} // namespace

QHash<QString, QString> transcriptNames(const QStringList &ids)
{
    QHash<QString, QString> names;
    names.reserve(ids.size());
    for (qsizetype at = 0; at < ids.size(); ++at)
        names.insert(ids[at],
                     isPlain(ids[at]) ? ids[at]
                                      : QStringLiteral("interaction-%1").arg(at + 1, 6, 10, QLatin1Char('0')));
    return names;
}

} // namespace muster
