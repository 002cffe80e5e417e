// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/transcripts/interactionids.h"

#include <QSet>

namespace muster {

InteractionIdList readInteractionIds(const QString &text)
{
    InteractionIdList list;
    QSet<QString> seen;
    const auto note = [&](const QString &id, InteractionProblem::Kind kind, InteractionIdFault fault, int line) {
        if (list.problems.size() < InteractionIdList::mostProblems)
            list.problems << InteractionProblem{id.left(300), kind, fault, line};
    };
    int number = 0;
    for (const QStringView line : QStringView(text).split(u'\n')) {
        ++number;
        if (line.trimmed().startsWith(u'#'))
            continue;
        qsizetype at = 0;
        while (at < line.size()) {
            const auto parts = [](QChar c) { return c.isSpace() || c == u',' || c == u';'; };
            while (at < line.size() && parts(line[at]))
                ++at;
            const qsizetype begin = at;
            while (at < line.size() && !parts(line[at]))
                ++at;
            QStringView id = line.mid(begin, at - begin);
            if (id.isEmpty())
                continue;
            if (id.size() > 1 && id.front() == u'"' && id.back() == u'"')
                id = id.mid(1, id.size() - 2);
            const QString one = id.toString();
            if (const InteractionIdFault fault = interactionIdFault(one); fault != InteractionIdFault::None) {
                ++list.malformed;
                note(one, InteractionProblem::Kind::Malformed, fault, number);
            } else if (seen.contains(one)) {
                ++list.repeated;
                note(one, InteractionProblem::Kind::Repeated, InteractionIdFault::None, number);
            } else {
                seen.insert(one);
                list.ids << one;
            }
        }
    }
    return list;
}

} // namespace muster
